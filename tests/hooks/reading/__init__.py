"""Nothing that an editor writes is lost on the way to the reader."""
