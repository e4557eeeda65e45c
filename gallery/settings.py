"""Django settings. Every value that differs between places comes from `gallery.conf`."""

import os

from gallery import conf
from gallery.sources import SOURCES

LIGHTTABLE = conf.read(os.environ)
BASE_DIR = conf.BASE_DIR

# Serving ------------------------------------------------------------------------------
DEBUG = LIGHTTABLE.debug
SECRET_KEY = LIGHTTABLE.secret_key
ALLOWED_HOSTS = list(LIGHTTABLE.allowed_hosts)
ROOT_URLCONF = "gallery.urls"
WSGI_APPLICATION = "gallery.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "gallery.catalog",
    "gallery.harvest",
    "gallery.web",
    "gallery.bench",
]

MIDDLEWARE = [
    "gallery.observability.middleware.ObservedMiddleware",
    # Outside everything that may refuse: refusals get their headers too.
    "gallery.web.middleware.headers.HeadersMiddleware",
    # Refusals are pages too, in the reader's language.
    "gallery.web.middleware.language.LanguageMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "gallery.web.middleware.requests.RequestsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "gallery.web.middleware.limits.LimitsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gallery.web.middleware.database.DatabaseMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "gallery.observability.templates.TimedTemplates",
        "NAME": "django",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Keeping ------------------------------------------------------------------------------
DATABASES = {"default": LIGHTTABLE.database}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A thread keeps its connection, and with it the pages it has read.
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    # WAL: readers never wait for a harvest. IMMEDIATE: a write waits its turn at the
    # start of its transaction instead of failing in the middle of it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        # KiB of pages a connection keeps: with 2 MB a large catalogue reads them again and again.
        "PRAGMA cache_size=-16384;",
    }
CACHES: dict[str, dict[str, object]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
if LIGHTTABLE.cache_url.startswith("redis"):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": LIGHTTABLE.cache_url,
        "KEY_PREFIX": "lighttable",
        "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
    }

# Jobs behind the pages, in the database that every machine shares.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Static files -------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = conf.VAR_DIR / "static"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False  # the gallery's own files are for its own pages
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "gallery.staticfiles.StaticFilesStorage"
        )
    },
}

# Language and time --------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]  # docs/translations.md
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["gallery.web.formats"]
TIME_ZONE = "UTC"
USE_TZ = True

# Logging: one line an event, to the error stream, whoever serves ------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "json": {
            "()": "gallery.observability.logs.JsonFormatter",
            "secrets": LIGHTTABLE.secrets,
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if LIGHTTABLE.is_production else "line",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # What was refused is in the line of its request; what broke has a traceback here.
        "django.request": {"level": "ERROR"},
        "gallery.access": {"level": "INFO" if LIGHTTABLE.is_production else "WARNING"},
    },
}

# Security -----------------------------------------------------------------------------
# The pictures come from these hosts; a Content-Security-Policy is checked again after each
# redirect, so those that are redirected to are among them.
IMAGE_HOSTS = {name: one.image_hosts for name, one in SOURCES.items()}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "img-src": ["'self'"]
        + [f"https://{host}" for hosts in IMAGE_HOSTS.values() for host in hosts],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0
CSRF_FAILURE_VIEW = "gallery.web.views.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
if LIGHTTABLE.is_https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # What asks these stands beside the server, in front of no proxy.
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [LIGHTTABLE.public_url]
