"""What a password must be: Django's validators, in the words of the service."""

from django.contrib.auth import password_validation


class LengthValidator(password_validation.MinimumLengthValidator):
    """At least `min_length` characters."""

    def get_error_message(self):
        return f"Enter a password with at least {self.min_length} characters"

    def get_help_text(self):
        return f"At least {self.min_length} characters, for example three words that do not belong together."


class CommonValidator(password_validation.CommonPasswordValidator):
    """None of the passwords that everybody tries first."""

    def get_error_message(self):
        return "Enter a password that is harder to guess: this one is often used"

    def get_help_text(self):
        return "Not a password that is often used."


class OwnDetailsValidator(password_validation.UserAttributeSimilarityValidator):
    """Not the user name, name or email address."""

    def get_error_message(self):
        return "Enter a password that is not similar to your %(verbose_name)s"

    def get_help_text(self):
        return "Not similar to your name, user name or email address."
