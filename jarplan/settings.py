"""All settings, read from the environment at the top; safe when nothing is set.

A missing or odd value stops the start with a sentence that says what to write instead.
"""

import json
import os
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent


def env_flag(name, default=False):
    """A yes/no variable; anything but 0 or 1 is refused."""
    value = os.environ.get(name, "")
    if value not in ("", "0", "1"):
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return default if value == "" else value == "1"


def env_number(name, default):
    """A whole number from 0 up; anything else is refused."""
    value = os.environ.get(name, "") or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def env_day(name):
    """A day as YYYY-MM-DD, or None where the variable is not set."""
    value = os.environ.get(name, "")
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a day as YYYY-MM-DD, not {value!r}.") from None


def contact_address(name):
    """Where somebody is reached, as an address with its scheme; "" where none is named."""
    value = os.environ.get(name, "")
    if "@" in value and ":" not in value:
        value = f"mailto:{value}"
    if value and (not value.startswith(("mailto:", "https://")) or any(map(str.isspace, value))):
        raise ImproperlyConfigured(f"{name} must be an email address or begin with https://, not {value!r}.")
    return value


ROLES = ("officer", "approver", "programme", "finance", "cabinet", "administrator")


def env_roles(name, default):
    """Roles parted by commas; one that there is not is refused. Set to nothing: none."""
    found = [one.strip() for one in os.environ.get(name, default).split(",") if one.strip()]
    if unknown := [one for one in found if one not in ROLES]:
        raise ImproperlyConfigured(f"{name} must name roles ({', '.join(ROLES)}), not {unknown[0]!r}.")
    return frozenset(found)


def issuer_of(name, *others):
    """The address of an issuer; "" where none is named. All that it takes to ask it is named, or nothing."""
    value, given = os.environ.get(name, ""), [bool(os.environ.get(one)) for one in (name, *others)]
    if any(given) and not all(given):
        raise ImproperlyConfigured(f"{name}, {' and '.join(others)} must all be set, or none of them.")
    own_machine = value.startswith(("http://127.0.0.1:", "http://localhost:"))
    if value and not value.startswith("https://") and not own_machine:
        raise ImproperlyConfigured(f"{name} must begin with https://, not {value!r}.")
    return value


def env_pairs(name):
    """((what, said), ...) of a variable like "Accounts: one year; The plan: ten years"."""
    pairs = [part.partition(": ") for part in os.environ.get(name, "").split("; ") if part.strip()]
    if not all(what.strip() and said.strip() for what, _, said in pairs):
        raise ImproperlyConfigured(f"{name} must look like “Accounts: one year; The plan: ten years”.")
    return tuple((what.strip(), said.strip()) for what, _, said in pairs)


MAIL_SCHEMES = {"smtp": (25, {}), "smtp+tls": (587, {"TLS": True}), "smtps": (465, {"SSL": True})}


def mail_server(url):
    """The framework's settings of the server that EMAIL_URL names; without one, mail goes to the console. The
    sentence does not repeat the address: it may hold a password."""
    if not url:
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    try:
        parts = urlsplit(url)
        port, ways = MAIL_SCHEMES[parts.scheme]
        port = parts.port or port
        if not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError
    except (KeyError, ValueError):
        raise ImproperlyConfigured(
            "EMAIL_URL must look like smtp+tls://user:password@mail.example.gov.uk:587 (or smtp://, smtps://)."
        ) from None
    who = {"HOST_USER": unquote(parts.username or ""), "HOST_PASSWORD": unquote(parts.password or "")}
    ways = {f"USE_{name}": value for name, value in ways.items()}
    backend = "django.core.mail.backends.smtp.EmailBackend"
    return {"BACKEND": backend, "HOST": parts.hostname, "PORT": port, **who, **ways}


def clamd_address(name):
    """Where the virus scanner listens: the path of its socket, or host:port; "" where there is none."""
    value = os.environ.get(name, "")
    host, _, port = value.rpartition(":")
    if value and not value.startswith("/") and not (host and port.isdecimal() and 0 < int(port) < 65536):
        raise ImproperlyConfigured(
            f"{name} must be a path such as /run/clamav/clamd.ctl, or host:port, not {value!r}."
        )
    return value


def cache_of(url, kept):
    """The framework's settings of the cache that CACHE_URL names; without one, each process has its own in memory,
    of at most `kept` pieces. The sentence does not repeat the address: it may hold a password."""
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": kept}}
    if urlsplit(url).scheme not in ("redis", "rediss") or not urlsplit(url).hostname:
        raise ImproperlyConfigured("CACHE_URL must look like redis://cache.example.gov.uk:6379/0.")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}


def files_storage(backend, options):
    """The framework's settings of the store that FILES_STORAGE names, with its options as JSON. The sentence does not
    repeat the options: they may hold a key. jarplan/files/storage.py looks whether there is such a class."""
    parts = backend.split(".")
    if len(parts) < 2 or not all(part.isidentifier() for part in parts):
        raise ImproperlyConfigured(
            f"FILES_STORAGE must look like storages.backends.s3.S3Storage, not {backend!r}."
        )
    try:
        named = json.loads(options)
    except ValueError:
        named = None
    if not isinstance(named, dict):
        raise ImproperlyConfigured(
            """FILES_STORAGE_OPTIONS must be JSON with a name for each option, like {"bucket_name": "plan"}."""
        )
    return {"BACKEND": backend, "OPTIONS": named}


def kept_secret_key():
    """A key of this installation's own, made once and kept in VAR_DIR; production names SECRET_KEY."""
    path = VAR_DIR / "secret-key"
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    try:
        # O_EXCL: two processes that start at once must not sign with two keys. 0600: nobody else on the
        # machine reads it.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(get_random_secret_key())
    except FileExistsError:
        pass
    return path.read_text()


VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var")
DEBUG = env_flag("DEBUG")
SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
# Where it is not set, pages name the address that was asked: the port above may be another server's.
SITE_URL_SET = "SITE_URL" in os.environ
DATABASE_URL = os.environ.get("DATABASE_URL", "")
SECRET_KEY = os.environ.get("SECRET_KEY") or kept_secret_key()
PROXY_COUNT = env_number("PROXY_COUNT", 0)
# What the product is called, in every title, message and document.
PRODUCT_NAME = os.environ.get("PRODUCT_NAME") or "JAR plan"
# Whose plan it is, in the head of every page. Nothing is assumed.
PLAN_PLACE = os.environ.get("PLAN_PLACE", "")
# Who answers for the site, and how they are reached: in the statements that every footer names. Several lines of a
# postal address are parted by “; ”.
COUNCIL_NAME = os.environ.get("COUNCIL_NAME", "")
CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL", "")
# Where a weakness is reported: /.well-known/security.txt, which is not there without it.
SECURITY_CONTACT = contact_address("SECURITY_CONTACT")
CONTACT_PHONE = os.environ.get("CONTACT_PHONE", "")
CONTACT_ADDRESS = os.environ.get("CONTACT_ADDRESS", "")
DATA_PROTECTION_EMAIL = os.environ.get("DATA_PROTECTION_EMAIL", "")
# What is kept for how long, by the council's retention schedule: for the privacy notice. Nothing is deleted by it.
RETENTION_PERIODS = env_pairs("RETENTION_PERIODS")
# The council's own words for headings of a meeting pack, such as "Purpose: Purpose of report".
PACK_HEADINGS = env_pairs("PACK_HEADINGS")
ACCESSIBILITY_PREPARED_ON = env_day("ACCESSIBILITY_PREPARED_ON")
ACCESSIBILITY_TESTED_ON = env_day("ACCESSIBILITY_TESTED_ON")
# The day the plan is looked at, for demonstrations; refused on a database that the demo did not make.
PLAN_TODAY = env_day("PLAN_TODAY")

site = urlsplit(SITE_URL)
if site.scheme not in ("http", "https") or not site.hostname or site.path:
    raise ImproperlyConfigured(f"SITE_URL must look like https://plan.example.gov.uk, not {SITE_URL!r}.")
HTTPS = site.scheme == "https"
if HTTPS and not PLAN_PLACE:
    raise ImproperlyConfigured("PLAN_PLACE must name the council whose plan it is, for example Midshire.")

for name, value in mail_server(os.environ.get("EMAIL_URL", "")).items():
    globals()[f"EMAIL_{name}"] = value
EMAIL_TIMEOUT = 20
# Who keeps the heads of the history (manage.py anchor --mail): people who do not run the database.
ANCHOR_EMAIL = [one.strip() for one in os.environ.get("ANCHOR_EMAIL", "").split(",") if one.strip()]
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM") or f"{PRODUCT_NAME} <plan@{site.hostname}>"

# The names of the own machine are for a demonstration, which has no https.
ALLOWED_HOSTS = [site.hostname] if HTTPS else [site.hostname, "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
ROOT_URLCONF = "jarplan.urls"
WSGI_APPLICATION = "jarplan.wsgi.application"

INSTALLED_APPS = [
    "jarplan.people.technical_admin.apps.TechnicalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "import_export",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "jarplan.background",
    "jarplan.people",
    "jarplan.audit",
    "jarplan.files",
    "recommendations",
    "actions",
    "finance",
    "jarplan.reporting",
    "tools.bench",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Right after security, as its manual asks: a style sheet needs no session, and so no cookie.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before all that may answer: error pages carry the policy too.
    "csp.middleware.CSPMiddleware",
    "jarplan.middleware.NoPowersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jarplan.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "jarplan.middleware.FrontDoorMiddleware",
    "jarplan.middleware.DayBoxesMiddleware",
    "jarplan.audit.middleware.RefusalMiddleware",
    # Last: allauth keeps the request at hand for its own forms.
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jarplan.reporting.context.page",
            ],
        },
    }
]

# Widgets are drawn from templates/ too (the date boxes are ours); "django.forms" brings the framework's own.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# One writer at a time is what SQLite can do: take the write lock at the start and wait for it, rather than
# fail at the first write ("database is locked"); FULL keeps a committed change through a power cut.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
if not DATABASE_URL:
    VAR_DIR.mkdir(parents=True, exist_ok=True)
# No ATOMIC_REQUESTS: each verb is its own short transaction, and a refused attempt is recorded after it.
# Connections are kept: opening one for each request makes every page six times slower on PostgreSQL.
DATABASES = {
    "default": dj_database_url.parse(
        DATABASE_URL or f"sqlite:///{VAR_DIR / 'jarplan.sqlite3'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Its compiler of queries takes a fifth of a second for a query that then takes a hundredth.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
    # The tasks of workers. With SQLite there are none: each long command is a process that the web starts.
    INSTALLED_APPS.append("django_tasks_db")
    TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
else:
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL or an SQLite database.")
if os.environ.get("TEST_DB_NAME"):
    DATABASES["default"]["TEST"] = {"NAME": os.environ["TEST_DB_NAME"]}
# Pieces of pages (jarplan/reporting/unchanged.py): a hundred of 50 to 150 KB are what a worker can spare.
CACHES = {"default": cache_of(os.environ.get("CACHE_URL", ""), 100)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["jarplan.people.accounts.backends.PeopleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "jarplan.people.accounts.passwords.OwnDetailsValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {
        "NAME": "jarplan.people.accounts.passwords.LengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "jarplan.people.accounts.passwords.CommonValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
# Sessions end this long after the person was last seen, and so long after they signed in, whatever they do.
SESSION_IDLE_MINUTES = env_number("SESSION_IDLE_MINUTES", 30)
SESSION_COOKIE_AGE = env_number("SESSION_HOURS", 12) * 60 * 60
SESSION_ENGINE = "jarplan.people.signin.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True

# Signing in is django-allauth's, by user name; limits, record and who may be let in are ours (jarplan/people/signin).
ACCOUNT_ADAPTER = "jarplan.people.signin.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = [
    "username*",
    "password1*",
]  # nobody signs up; its checks want them to agree with the above
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # an email address may be shared, and lets nobody in
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# Without a mail server mail is printed: a link that lets somebody in must not stand in a log.
LINKS_BY_MAIL = bool(os.environ.get("EMAIL_URL"))
# Whose roles ask for a second step, a code from an app; with https that is who could change everything.
SECOND_STEP_ROLES = env_roles("SECOND_STEP_ROLES", "administrator,programme" if HTTPS else "")
# What its secrets are encrypted with. Changed, or SECRET_KEY where it is not set, nobody's app is known any more.
SECOND_STEP_KEY = os.environ.get("SECOND_STEP_KEY") or SECRET_KEY
MFA_ADAPTER = "jarplan.people.secondstep.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = PRODUCT_NAME
MFA_TOTP_TOLERANCE = 1  # a code of before or after: clocks of phones are not those of servers
# Signing in with the account of one's organisation (OpenID Connect): who says who somebody is, and what for.
OIDC_ISSUER = issuer_of("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
OIDC_CLIENT_ID, OIDC_CLIENT_SECRET = os.environ.get("OIDC_CLIENT_ID"), os.environ.get("OIDC_CLIENT_SECRET")
OIDC_SCOPE = os.environ.get("OIDC_SCOPE") or "openid profile"
# What is on the link that leads there.
OIDC_LABEL = os.environ.get("OIDC_LABEL") or "Sign in with your organisation’s account"
# Which of its claims is the account for ever, which the name that the administrator enters, and which the groups.
OIDC_SUBJECT_CLAIM = os.environ.get("OIDC_SUBJECT_CLAIM") or "sub"
OIDC_NAME_CLAIM = os.environ.get("OIDC_NAME_CLAIM") or "preferred_username"
OIDC_GROUPS_CLAIM = os.environ.get("OIDC_GROUPS_CLAIM") or "groups"
# Roles by groups, as "5f1c…: officer; 9a04…: programme".
OIDC_GROUP_ROLES = env_pairs("OIDC_GROUP_ROLES")
if unknown := [role for _group, role in OIDC_GROUP_ROLES if role not in ROLES]:
    raise ImproperlyConfigured(f"OIDC_GROUP_ROLES must name roles ({', '.join(ROLES)}), not {unknown[0]!r}.")
# How long attempts to sign in are kept, with the addresses that they came from.
SIGN_IN_RECORD_DAYS = env_number("SIGN_IN_RECORD_DAYS", 90)

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# Only behind a proxy that sets it: without one, the visitor could.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
# The monitoring may ask without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Nothing but our own styles, pictures and forms: script-src falls back to default-src, and there is no
# script.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        # Nothing of ours uses it; a browser that looks what search engines may see (Lighthouse) reads robots.txt.
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Hashed and compressed names once collectstatic has run; until then the files as they lie in static/.
COLLECTED = (STATIC_ROOT / "staticfiles.json").exists()
# Read as they lie: a developer and the tests need no collectstatic.
WHITENOISE_USE_FINDERS = not COLLECTED
# Its default sends Access-Control-Allow-Origin: * with every file; nobody else's page needs ours.
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": files_storage(
        os.environ.get("FILES_STORAGE") or "jarplan.files.storage.DurableFileSystemStorage",
        os.environ.get("FILES_STORAGE_OPTIONS") or "{}",
    ),
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED or env_flag("COLLECT")
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
# A pasted report is looked at in one form, which has several fields for each of its paragraphs.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
MAX_UPLOAD_BYTES = 10 * 1024 * 1024
# The ClamAV daemon that looks at each upload. Where it is named and does not answer, no upload is taken.
CLAMD_ADDRESS = clamd_address("CLAMD_ADDRESS")

# How much a spreadsheet may hold to be read. Sizes are in MB; the ratio is that of one packed part.
SHEET_MAX_MEGABYTES = env_number("SHEET_MAX_MEGABYTES", 5)
SHEET_MAX_UNPACKED_MEGABYTES = env_number("SHEET_MAX_UNPACKED_MEGABYTES", 50)
SHEET_MAX_MEMBERS = env_number("SHEET_MAX_MEMBERS", 200)
SHEET_MAX_RATIO = env_number("SHEET_MAX_RATIO", 100)
SHEET_MAX_ROWS = env_number("SHEET_MAX_ROWS", 6000)
SHEET_MAX_COLUMNS = env_number("SHEET_MAX_COLUMNS", 60)
SHEET_MAX_CHARACTERS = env_number("SHEET_MAX_CHARACTERS", 32_767)
# What the process that reads one may take: MB beyond what it starts with; seconds of the processor, and four times as
# many on the clock.
SHEET_READER_MEGABYTES = env_number("SHEET_READER_MEGABYTES", 140)
SHEET_READER_SECONDS = env_number("SHEET_READER_SECONDS", 10)
# The same for the process that makes a PDF or Word document: the PDF of 1,000 actions takes 290 MB and some seconds.
PDF_MEGABYTES = env_number("PDF_MEGABYTES", 600)
PDF_SECONDS = env_number("PDF_SECONDS", 30)
# The terms on which the public may use a published plan again, and where they stand.
PLAN_LICENCE = os.environ.get("PLAN_LICENCE", "Open Government Licence v3.0")
PLAN_LICENCE_URL = os.environ.get(
    "PLAN_LICENCE_URL", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
)
# A folder of fonts for the scripts of a council's residents that the packages' fonts do not have, such as Gujarati.
PDF_FONTS = os.environ.get("PDF_FONTS", "")
# An import that writes more rows than this is written by a process of its own, and its page says how far it is.
IMPORT_ROWS_AT_ONCE = env_number("IMPORT_ROWS_AT_ONCE", 100)
# The commands that take longer than a page may, and what says with which arguments each is owed now: all that a
# worker does (jarplan/background/).
LONG_WORK = {
    "make_files": "jarplan.reporting.published.making.owed_commands",
    "write_import": "actions.imports.writing.long_run.owed_commands",
    "mail_reset": "jarplan.people.accounts.resets.owed_commands",
}
# What the process that does one may take: MB of memory in all, and seconds on the clock.
BACKGROUND_MEGABYTES = env_number("BACKGROUND_MEGABYTES", 2000)
BACKGROUND_SECONDS = env_number("BACKGROUND_SECONDS", 3600)

# How many months after the board signed it is asked whether what was delivered still holds.
EMBED_AFTER_MONTHS = env_number("EMBED_AFTER_MONTHS", 6)

# crispy-forms ships no templates of its own: the pack is templates/jarplan/.
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "jarplan"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
# The default keeps messages in a cookie where they fit: words of the plan would lie in the browser.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Importing and exporting in the admin ask for a permission that only a superuser has.
# Without this name the library asks nobody: whoever sees the admin may import.
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "change"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
