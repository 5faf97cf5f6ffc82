"""The settings of every environment; what differs comes from environment variables.

The table in docs/beheer/configuratie.md describes each variable (tests/platform compares the two).
"""

from pathlib import Path
from typing import Any

import django_stubs_ext

from mijnzaken.logboek import logging_config
from mijnzaken.omgeving import Omgeving

django_stubs_ext.monkeypatch()  # fields and querysets may be written with their type: Field[Any, Any]
omgeving = Omgeving()
BASE_DIR = Path(__file__).resolve().parent.parent

# --- identity and secrets -----------------------------------------------------------------------
# Empty is refused by Django at first use, and by mijnzaken.wsgi at start-up.
SECRET_KEY = omgeving.tekst("SECRET_KEY")
DEBUG = omgeving.vlag("DEBUG", False)
BASE_URL = omgeving.tekst("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = omgeving.lijst("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")

JWT_LEEWAY = omgeving.getal("JWT_LEEWAY", 60)
JWT_EXPIRY = omgeving.getal("JWT_EXPIRY", 3600)
# Where the kit finds clients and their rights (mijnzaken.zgw.access.Bron); not for the environment to choose.
ZGW_AUTORISATIES = "mijnzaken.autorisaties.api.Register"

# --- applications -------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "drf_spectacular_sidecar",  # only the static files of Swagger UI and Redoc
    "axes",
    "mijnzaken.zgw",
    "mijnzaken.autorisaties",
    "mijnzaken.start",
    "catalogi",
    "catalogi.selectielijst",
    "zaken",
    "notificaties",
]

ROOT_URLCONF = "mijnzaken.urls"
WSGI_APPLICATION = "mijnzaken.wsgi.application"

# Every request passes these; a client of the APIs has no session, so sessions are for the admin alone.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mijnzaken.start.middleware.Verzoeklog",
    "mijnzaken.start.middleware.Antwoordkoppen",
    "mijnzaken.start.middleware.BeheerKeten",
]
BEHEER_PAD = "/beheer"
BEHEER_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]
SILENCED_SYSTEM_CHECKS = [
    "admin.E408", "admin.E409", "admin.E410",  # these three run in BeheerKeten
    "axes.W002",  # so does this one
    "security.W002", "security.W003",  # Antwoordkoppen sends X-Frame-Options; CSRF runs in BeheerKeten
]  # fmt: skip
LOG_VERZOEKEN = omgeving.keuze("LOG_VERZOEKEN", "schrijven", ("geen", "schrijven", "alles"))

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- database -----------------------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 0,  # the pool keeps connections
        "ATOMIC_REQUESTS": False,
        **omgeving.database("DATABASE_URL", "postgresql:///mijnzaken"),
    }
}
DATABASES["default"]["OPTIONS"] |= {
    "pool": {
        "min_size": omgeving.getal("DB_POOL_MIN", 1),
        "max_size": omgeving.getal("DB_POOL_MAX", 8),
        "timeout": omgeving.getal("DB_POOL_TIMEOUT", 10),
    },
    "server_side_binding": True,
    "prepare_threshold": omgeving.getal("DB_PREPARE_THRESHOLD", 3) or None,
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- work in the background ---------------------------------------------------------------------
REDIS_URL = omgeving.tekst("REDIS_URL", "redis://127.0.0.1:6379/0")
# redis-py says unix:///path where kombu says redis+socket:///path; the first is what REDIS_URL takes.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A publisher that cannot reach the broker gives up quickly: the outbox sweep sends it later.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": omgeving.getal("CELERY_VISIBILITY_TIMEOUT", 300),
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_POOL = "threads"
CELERY_WORKER_CONCURRENCY = omgeving.getal("CELERY_CONCURRENCY", 8)
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"

# --- notifications ------------------------------------------------------------------------------
NOTIFICATIES_VERBIND_SECONDEN = omgeving.getal("NOTIFICATIES_VERBIND_SECONDEN", 3)
NOTIFICATIES_LEES_SECONDEN = omgeving.getal("NOTIFICATIES_LEES_SECONDEN", 10)
NOTIFICATIES_GELIJKTIJDIG = omgeving.getal("NOTIFICATIES_GELIJKTIJDIG", 8)
NOTIFICATIES_WACHT_SECONDEN = omgeving.getal("NOTIFICATIES_WACHT_SECONDEN", 5)
NOTIFICATIES_WACHT_MAX_SECONDEN = omgeving.getal("NOTIFICATIES_WACHT_MAX_SECONDEN", 3600)
NOTIFICATIES_ONDERBREKING_SECONDEN = omgeving.getal("NOTIFICATIES_ONDERBREKING_SECONDEN", 30)
NOTIFICATIES_ONDERBREKING_MAX_SECONDEN = omgeving.getal("NOTIFICATIES_ONDERBREKING_MAX_SECONDEN", 900)
NOTIFICATIES_VERVALT_UREN = omgeving.getal("NOTIFICATIES_VERVALT_UREN", 24)
NOTIFICATIES_VEEG_SECONDEN = omgeving.getal("NOTIFICATIES_VEEG_SECONDEN", 5)
NOTIFICATIES_BEWAAR_DAGEN = omgeving.getal("NOTIFICATIES_BEWAAR_DAGEN", 7)
NOTIFICATIES_BEWAAR_DAGEN_OPGEGEVEN = omgeving.getal("NOTIFICATIES_BEWAAR_DAGEN_OPGEGEVEN", 90)
NOTIFICATIES_CALLBACK_PROEF = omgeving.vlag("NOTIFICATIES_CALLBACK_PROEF", True)
NOTIFICATIES_CALLBACK_AUTH_PROEF = omgeving.vlag("NOTIFICATIES_CALLBACK_AUTH_PROEF", False)
# A message of beat that waited longer than its period would only do the work of the next one.
NOTIFICATIES_ROOSTER: dict[str, dict[str, Any]] = {
    "notificaties-veeg": {
        "task": "notificaties.veeg",
        "schedule": NOTIFICATIES_VEEG_SECONDEN,
        "options": {"expires": 2 * NOTIFICATIES_VEEG_SECONDEN},
    },
    "notificaties-ruim-op": {
        "task": "notificaties.ruim_op",
        "schedule": 600,
        "options": {"expires": 600},
    },
}
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    **NOTIFICATIES_ROOSTER,
    "zaken.vouw_tellingen": {"task": "zaken.vouw_tellingen", "schedule": 10.0},
}

# --- language and time --------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

# --- static files -------------------------------------------------------------------------------
STATIC_URL = "/static/"
# With STATIC_ROOT: collected, hashed and compressed files. Without: straight from the packages.
STATIC_ROOT = omgeving.pad("STATIC_ROOT")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_ROOT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
WHITENOISE_AUTOREFRESH = DEBUG

# --- security -----------------------------------------------------------------------------------
HTTPS = BASE_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if omgeving.vlag("ACHTER_PROXY", False) else None
)
SECURE_SSL_REDIRECT = False  # the proxy in front redirects; health checks arrive over plain HTTP
SECURE_HSTS_SECONDS = omgeving.getal("HSTS_SECONDS", 31_536_000 if HTTPS else 0)
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 8 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "admin:login"
AXES_FAILURE_LIMIT = omgeving.getal("LOGIN_POGINGEN", 10)
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

# A body is at most this large; documents are streamed and have a limit of their own.
DATA_UPLOAD_MAX_MEMORY_SIZE = omgeving.getal("MAX_VERZOEK_BYTES", 10 * 1024 * 1024)

# --- logging ------------------------------------------------------------------------------------
LOG_LEVEL = omgeving.keuze("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_config(LOG_LEVEL, omgeving.keuze("LOG_VORM", "json", ("json", "tekst")))
