"""The MkDocs theme `zhengwu`: what a reader sees."""
