"""The register files: read with places, checked, described by schemas."""
