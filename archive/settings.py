"""The one settings file: every difference between sites comes from the environment (see .env.example)."""

import json
from pathlib import Path
from urllib.parse import unquote

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
environ.Env.read_env(BASE_DIR / ".env")
env = environ.FileAwareEnv()  # NAME_FILE=/run/secrets/name is read in place of NAME

DEBUG = env.bool("DEBUG", default=True)


def needed(name: str, in_development: str) -> str:
    """A setting that development has a value for and a real site must give."""
    value = env.str(name, default="").strip() or (in_development if DEBUG else "")
    if not value and not DEBUG:
        raise ImproperlyConfigured(f"{name} is not set; with DEBUG=false it must be. .env.example tells what it holds.")
    return value


SECRET_KEY = needed("SECRET_KEY", "development-only")
SECRET_KEY_FALLBACKS = env.str("SECRET_KEY_FALLBACKS", default="").split()
ALLOWED_HOSTS = [host.strip() for host in needed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")]
DATABASE_URL = needed("DATABASE_URL", "")

# HTTPS=false is for the demonstration on this machine alone.
HTTPS = env.bool("HTTPS", default=not DEBUG)
# Behind a proxy that sets X-Forwarded-Proto and X-Forwarded-For itself. Without one a reader could forge both.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)

DATA_DIR = BASE_DIR / env.str("DATA_DIR", default="var")
ORIGINALS_DIR = BASE_DIR / env.str("ORIGINALS_DIR", default=str(DATA_DIR / "originals"))

INSTALLED_APPS = [
    "meetings.apps.ArchiveAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_filters",
    "csp",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "meetings",
]
MIDDLEWARE = [
    "archive.requests.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "meetings.access.sessions.SessionClock",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
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
            ],
            "builtins": ["meetings.templatetags.addresses"],
        },
    }
]

# With DATABASE_URL: that server. Without: the embedded one, started by its backend when it is first connected to.
if DATABASE_URL:
    DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
    DATABASES["default"]["HOST"] = unquote(DATABASES["default"]["HOST"])  # a socket's directory: %2Frun%2Fpostgresql
else:
    DATABASES = {"default": {"ENGINE": "archive.embedded", "NAME": "referatarkivet", "USER": "archive"}}
# runserver starts a thread for each request, so that kept connections would pile up there.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=0 if DEBUG else 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The background jobs of the worker, kept in the same database.
PROCRASTINATE_IMPORT_PATHS = ["meetings.jobs"]

AUTH_USER_MODEL = "meetings.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]

# Logins (docs/security.md). Nobody signs up: accounts are made by administrators, who invite by mail.
# false is for the demonstration on this machine alone.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=True)
ACCOUNT_ADAPTER = "meetings.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator gives the address, and the invitation proves it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Held by the shared cache below, so that all processes count together: attempts/time/for whom.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/5m/key", "reset_password": "10/m/ip,3/10m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
MFA_ADAPTER = "meetings.access.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Referatarkivet"
MFA_TOTP_TOLERANCE = 1  # half a minute that a telephone's clock may be wrong
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SOCIALACCOUNT_ADAPTER = "meetings.access.own_login.OwnLoginAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link, for the page's policy lets no form lead elsewhere; own_login.py guards it
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
# The municipalities' own logins, a JSON list; its fields are told in docs/operations.md.
OWN_LOGINS = json.loads(env.str("OWN_LOGINS", default="") or "[]")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                **{field: one[field] for field in ("name", "client_id", "secret")},
                "provider_id": one["id"],
                "settings": {"server_url": one["server_url"], "oauth_pkce_enabled": True},
            }
            for one in OWN_LOGINS
        ],
    }
}
# Counts of attempts and used codes, shared by all processes; the pages themselves use no cache.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "attempts",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

LANGUAGE_CODE = "da"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Hashed and compressed files made by collectstatic on a real site; read from where they lie in development and demo.
COLLECTED_STATIC = env.bool("COLLECTED_STATIC", default=not DEBUG)
STATIC_ROOT = BASE_DIR / env.str("STATIC_ROOT", default="staticfiles") if COLLECTED_STATIC else None
WHITENOISE_USE_FINDERS = not COLLECTED_STATIC
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Whom readers write to: objections, erasure, accessibility. Empty: the pages name no address.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")

# The virus scanner for what clerks hand in: tcp://clamav:3310 or unix:///run/clamav/clamd.ctl. Empty: none.
CLAMD = env.str("CLAMD", default="")

# The address that readers know the site by, for what is read away from it: mails, ids in feeds and calendars.
_HOST = ALLOWED_HOSTS[0].lstrip(".")
_HERE = f"https://{_HOST}" if HTTPS else f"http://{_HOST}:{env.int('PORT', default=8000)}"
SITE_URL = env.str("SITE_URL", default="").rstrip("/") or _HERE

# How often items are read, in numbers alone: what is unsure and much read is looked at first.
COUNT_READS = env.bool("COUNT_READS", default=True)

# Mail, sent by the worker. Development prints it; a site without EMAIL_URL cannot be followed by mail and says so.
_EMAIL_URL = env.str("EMAIL_URL", default="") or ("consolemail://" if DEBUG else "")
CAN_MAIL = bool(_EMAIL_URL)
_MAIL = environ.Env.email_url_config(_EMAIL_URL or "dummymail://")
EMAIL_BACKEND, EMAIL_FILE_PATH = _MAIL["EMAIL_BACKEND"], _MAIL["EMAIL_FILE_PATH"] or None
EMAIL_HOST, EMAIL_HOST_USER = _MAIL["EMAIL_HOST"] or "localhost", _MAIL["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _MAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.get("EMAIL_USE_TLS", False), _MAIL.get("EMAIL_USE_SSL", False)
EMAIL_PORT = _MAIL["EMAIL_PORT"] or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", default="") or CONTACT_EMAIL or f"referatarkivet@{_HOST}"
CSRF_FAILURE_VIEW = "meetings.pages.errors.csrf_failure"

# No inline script or style anywhere, nothing from elsewhere. img-src data: is for the icons inside the vendored CSS.
CONTENT_SECURITY_POLICY: dict[str, dict[str, list[str] | bool]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
if HTTPS:
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation"),
        *("gyroscope", "magnetometer", "microphone", "midi", "payment", "usb"),
    )
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sundhed$"]  # asked by the container itself, over plain HTTP
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Entering a domain on the browsers' preload list binds all of its sites for years: for the domain's owner to decide.
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W021"]
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A reader gets no cookie: sessions and CSRF tokens begin at the login page.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60  # at the latest; and when nothing was done for this long:
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_MINUTES", default=45) * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# One line for each event, in English, without personal data: no query strings, addresses shortened (archive/logs.py).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "archive.logs.JsonLines"}, "plain": {"()": "archive.logs.PlainLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain" if DEBUG else "json"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"level": "INFO"},
        "django.server": {"level": "WARNING", "handlers": ["stderr"], "propagate": False},  # RequestLog says it
        "procrastinate": {"level": "WARNING"},
    },
}
