"""Django's settings, from the environment alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from toadlane.site import environment, letters
from toadlane.site.rooms import ROOMS

environment.refuse_misspelt(os.environ)
DATA: Path = environment.data_folder(os.environ)
SECRET_KEY: str = environment.secret_key(os.environ, DATA)
DETAILS_KEY: str = os.environ.get("TOADLANE_DETAILS_KEY", "")
ADDRESS, HOST, TLS = environment.address(os.environ)
PROXIES = environment.proxies(os.environ)
DEBUG: bool = environment.debugging(os.environ, tls=TLS)

ALLOWED_HOSTS = [HOST, "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [ADDRESS]
DATABASES: dict[str, dict[str, Any]] = {"default": environment.database(os.environ, DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "toadlane.site",
    *[f"toadlane.{room}" for room in reversed(ROOMS)],  # a room wakes after those it stands on
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "toadlane.people.middleware.OwnLanguage",
    "toadlane.people.middleware.LastSeen",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "toadlane.site.privacy.KeptByNobody",
    "toadlane.site.faults.FaultPages",
]

ROOT_URLCONF = "toadlane.site.urls"
WSGI_APPLICATION = "toadlane.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.tz",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "toadlane.coops.context.place",
            ],
        },
    },
]

FORM_RENDERER = "toadlane.ui.forms.HouseRenderer"

# Language and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("fr", _("French"))]
NO_APPS = ("sheets", "files")  # they read and keep what people bring, and have no rows
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / room / "locale" for room in NO_APPS]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# People and their sign-in
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "toadlane.mail.adapter.ByPost"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # as much work as for somebody; mail/adapter.py writes to nobody
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if TLS else "http"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "toadlane.people.door_forms.SignInForm",
    "confirm_login_code": "toadlane.people.factor_forms.LetterCodeForm",
    "request_login_code": "toadlane.people.door_forms.CodeForm",
    "reset_password": "toadlane.people.door_forms.ForgottenForm",
    "user_token": "toadlane.people.door_forms.LinkForm",
}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_RATE_LIMITS = {  # passwords, codes, links and second steps are counted by people/limits.py
    "login": "60/m/ip",
    "login_failed": "30/m/ip",
    "change_password": "5/m/user",
    "reset_password": "20/m/ip",
    "reset_password_from_key": "20/m/ip",
    "manage_email": "10/m/user",
    "confirm_email": "1/3m/key",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "toadlane.people.factors.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "activate_totp": "toadlane.people.factor_forms.AppForm",
    "authenticate": "toadlane.people.factor_forms.SecondStepForm",
    "reauthenticate": "toadlane.people.factor_forms.AgainForm",
    "login_webauthn": "toadlane.people.factor_forms.PasskeyDoorForm",
    "authenticate_webauthn": "toadlane.people.factor_forms.PasskeyStepForm",
    "reauthenticate_webauthn": "toadlane.people.factor_forms.PasskeyAgainForm",
    "add_webauthn": "toadlane.people.factor_forms.PasskeyForm",
    "edit_webauthn": "toadlane.people.factor_forms.NameForm",
}
MFA_RECOVERY_CODE_COUNT = 10
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # people/proving.py: whoever proves an address sweeps out what stood before
MFA_TOTP_TOLERANCE = 1  # clocks differ; people/factor_forms.py takes each code once all the same
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}

CACHES = {"default": {"BACKEND": "toadlane.people.tries.Tries"}}  # nothing else is kept in a cache

# Cookies and headers
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = TLS
CSRF_COOKIE_SECURE = TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "toadlane.site.faults.stale_form"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = TLS
SECURE_SSL_REDIRECT = False  # the proxy that holds the certificate redirects
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES  # or else all callers would share the limits of one
SECURE_HSTS_SECONDS = 31536000 if TLS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {"BACKEND": "toadlane.site.static.StaticStorage"},
}
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_PERMISSIONS = 0o600  # what lies in the data folder is read by this program alone
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# E-mail
MAIL_BY_ENVIRONMENT = letters.by_environment(os.environ, HOST)
REPLIES = letters.replies_by_environment(os.environ)
EMAIL_BACKEND = "toadlane.mail.direct.Direct"
DEFAULT_FROM_EMAIL = f"Toad Lane <noreply@{HOST}>"  # the server that is set up puts its own in its place

# Backups
BACKUPS: dict[str, Any] = environment.backups(os.environ, DATA)

# Witnesses of records
WITNESSES_NEARBY = environment.nearby(os.environ, tls=TLS)

# Jobs
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "toadlane.site.logs.WithoutContent"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # A missing page is news to the reader alone; its path may hold a name.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "_granian": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Nobody keeps a list of who asked for what.
        "granian.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django_tasks": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django_tasks_db": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
