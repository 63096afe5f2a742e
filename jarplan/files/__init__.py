"""Uploaded files: checked, stored by digest, served only to those who may see them."""
