"""The technical admin at /admin/, for the superuser who runs the server."""
