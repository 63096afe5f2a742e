"""Extensions: asked for with a reason, decided by somebody else; the original date stays."""
