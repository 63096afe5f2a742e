"""Writing a confirmed import: all accepted rows or none."""
