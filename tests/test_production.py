"""What docs/operations.md says of production holds: its environment passes Django's checks; no change is pending."""

import os
import re
import subprocess
import sys
import tomllib

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from jarplan.settings import env_pairs, files_storage, mail_server
from tests import ROOT


def documented_environment():
    """The settings in the first block under "## Environment", as a dict."""
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    block = re.search(r"## Environment\n.*?```sh\n(.*?)```", text, re.S)[1]
    return dict(line.split("=", 1) for line in block.splitlines() if line)


def manage(*arguments, **environment):
    """Runs manage.py as an operator would, with this environment and none of the tests' own."""
    ours = (
        "DATABASE_URL",
        "SITE_URL",
        "SECRET_KEY",
        "VAR_DIR",
        "DEBUG",
        "PLAN_TODAY",
        "PROXY_COUNT",
        "EMAIL_URL",
        "FILES_STORAGE",
        "FILES_STORAGE_OPTIONS",
    )
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=clean | environment,
        capture_output=True,
        text=True,
        timeout=600,
    )


@pytest.mark.slow
def test_the_documented_production_environment_passes_the_deployment_checks(tmp_path):
    environment = documented_environment()
    assert {"SITE_URL", "SECRET_KEY", "DATABASE_URL", "VAR_DIR"} <= environment.keys()
    environment |= {"VAR_DIR": str(tmp_path)}
    done = manage("check", "--deploy", "--fail-level", "WARNING", **environment)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "plan.example.gov.uk"),
        ("DATABASE_URL", "mysql://localhost/plan"),
        ("PLAN_TODAY", "1 September"),
        ("DEBUG", "yes"),
        ("PROXY_COUNT", "-1"),
        ("SECURITY_CONTACT", "the help desk"),
        ("EMAIL_URL", "mail.example.gov.uk"),
        ("RETENTION_PERIODS", "ten years"),
        ("RETENTION_PERIODS", "Accounts: one year; : ten"),
        ("FILES_STORAGE", "s3"),
        ("FILES_STORAGE", "nowhere.Store"),
        ("FILES_STORAGE_OPTIONS", "bucket_name=plan"),
        ("FILES_STORAGE_OPTIONS", "[1]"),
        ("FILES_STORAGE_OPTIONS", '{"bucket_name": "plan"}'),
    ],
)
def test_an_odd_setting_is_refused_with_a_sentence(tmp_path, name, value):
    done = manage("check", **{"VAR_DIR": str(tmp_path), name: value})
    assert done.returncode != 0
    assert f"{name} must" in done.stderr


@pytest.mark.parametrize(
    ("url", "is_like"),
    [
        ("", {"BACKEND": "django.core.mail.backends.console.EmailBackend"}),
        ("smtp://mail.example.org", {"HOST": "mail.example.org", "PORT": 25, "HOST_USER": ""}),
        ("smtps://mail.example.org", {"PORT": 465, "USE_SSL": True}),
        (
            "smtp+tls://jar%40plan:p%3Aw@mail.example.org:2525",
            {"PORT": 2525, "USE_TLS": True, "HOST_USER": "jar@plan", "HOST_PASSWORD": "p:w"},
        ),
    ],
)
def test_the_mail_server_is_read_from_its_address(url, is_like):
    assert is_like.items() <= mail_server(url).items()


@pytest.mark.parametrize("url", ["http://a", "smtp://", "smtp://u:secret@h:port", "smtp://u:secret@h/x"])
def test_an_odd_mail_server_is_refused_without_repeating_a_password(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must") as refusal:
        mail_server(url)
    assert "secret" not in str(refusal.value)


def test_pairs_are_read_as_they_are_written(monkeypatch):
    monkeypatch.setenv("PAIRS", "Accounts: one year; The plan: ten years: then it is looked at; ")
    assert env_pairs("PAIRS") == (("Accounts", "one year"), ("The plan", "ten years: then it is looked at"))
    monkeypatch.delenv("PAIRS")
    assert env_pairs("PAIRS") == ()


def test_odd_options_of_the_file_store_are_refused_without_repeating_a_key():
    with pytest.raises(ImproperlyConfigured, match="FILES_STORAGE_OPTIONS must") as refusal:
        files_storage("storages.backends.s3.S3Storage", '{"secret_key": "very secret"')
    assert "very secret" not in str(refusal.value) and refusal.value.__context__ is None


@pytest.mark.django_db
def test_no_migration_is_pending():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def locked():
    """{name: version} of deploy/requirements.lock; each has the digests of its files."""
    text = (ROOT / "deploy" / "requirements.lock").read_text()
    found = re.findall(r"^([a-z0-9._-]+)==(\S+) \\\n    --hash=sha256:[0-9a-f]{64}", text, re.M)
    assert len(found) == len(re.findall(r"^\S", text, re.M)), "a line that is no version with its digests"
    return dict(found)


def test_the_lock_has_a_version_that_fits_for_each_library_and_no_address():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted, there = [Requirement(one) for one in project["dependencies"]], locked()
    wrong = [
        str(one) for one in wanted if not one.specifier.contains(there.get(canonicalize_name(one.name), "0"))
    ]
    assert not wrong, "write deploy/requirements.lock anew, as docs/operations.md says"
    assert "psycopg" not in there  # beside psycopg2 Django would use it
    assert "://" not in (ROOT / "deploy" / "requirements.lock").read_text()
