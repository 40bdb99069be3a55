"""Every setting, from the environment alone (docs/operations.md lists the variables)."""

import importlib.util
import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tracker import environment

BASE_DIR = Path(__file__).resolve().parent.parent

PUBLIC = environment.public_address(os.environ)
PORT = environment.port(os.environ)
WORKERS = environment.workers(os.environ)
DATA_DIR = environment.data_dir(os.environ, default=BASE_DIR / "var")
SECRET_KEY = environment.secret_key(os.environ, folder=DATA_DIR)
SIGN_UP = environment.sign_up(os.environ, address=PUBLIC)
DEBUG = False

ALLOWED_HOSTS = [PUBLIC.host]
if PUBLIC.loopback:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [PUBLIC.url]

INSTALLED_APPS = [
    "tracker",
    "foods",
    "api",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # After the browser's language, so that the person's own wins.
    "tracker.middleware.person",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

# What rules say stands between the levels of Django and has looks of its own.
MESSAGE_NOTE, MESSAGE_SOON, MESSAGE_URGENT = 21, 31, 41
MESSAGE_TAGS = {MESSAGE_NOTE: "note", MESSAGE_SOON: "soon", MESSAGE_URGENT: "urgent"}

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
        },
    },
]

DATABASES = {"default": environment.database(os.environ, folder=DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Log-in throttling counts in the cache, so every worker must see the same one.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
    },
    # How often a device asks is counted per worker: reading a diary must not write.
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# --- accounts ---

AUTH_USER_MODEL = "tracker.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "today"
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "account_login"
MAIL = environment.mail(os.environ)
globals().update(MAIL)
MAIL_WORKS = "EMAIL_HOST" in MAIL
ACCOUNT_ADAPTER = "tracker.accounts.Adapter"
ACCOUNT_FORMS = {"signup": "tracker.accounts.SignUpForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL_WORKS else "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Mg24: "
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_CHANGE_EMAIL = True
ALLAUTH_TRUSTED_PROXY_COUNT = environment.trusted_proxies(os.environ, address=PUBLIC)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PUBLIC.https else "http"

# --- transport and policy ---

SECURE_SSL_REDIRECT = PUBLIC.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PUBLIC.https else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PUBLIC.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PUBLIC.https
SECURE_HSTS_PRELOAD = PUBLIC.https
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = PUBLIC.https
CSRF_COOKIE_SECURE = PUBLIC.https
SESSION_COOKIE_AGE = 90 * 24 * 3600
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- languages and time ---

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("nl", _("Dutch"))]
LOCALE_PATHS = [BASE_DIR / "tracker" / "locale", BASE_DIR / "tracker" / "locale_thirdparty"]
USE_TZ = True
TIME_ZONE = "UTC"
# The time zone of a person who has not said where they live.
HOME_ZONE = "Europe/Amsterdam"

# --- static files: all from this server; plotly.js from the installed package ---

_plotly = importlib.util.find_spec("plotly")
PLOTLY_FILES = Path(str(_plotly.origin)).parent / "package_data" if _plotly else None
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "tracker" / "static", ("plotly", PLOTLY_FILES)]
# What the installed packages carry and no page of ours uses: it is left out when collecting.
STATIC_UNUSED = [
    "rest_framework",
    "redoc*",
    "datasets",
    "templates",
    "widgetbundle.js",
    "plotly-schema.json",
    "htmx-4*",
    "htmx-ext*",
    "swagger-ui-es-bundle*",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Style sheets name their maps, so the maps must be there; nobody downloads them.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "png", "jpg", "gif", "webp", "woff2", "gz", "br")

# --- the API ---

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.authentication.DeviceAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsers.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.exceptions.problem",
    "COERCE_DECIMAL_TO_STRING": False,
    "UNAUTHENTICATED_USER": None,
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Mg24",
    "DESCRIPTION": "A magnesium food diary: foods, intake and days.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "FoodKind": "foods.models.Kind",
        "IntakeKind": "tracker.models.intake.Kind",
        "DoseStatus": "tracker.models.medicine.DoseStatus",
        "TargetKind": "tracker.rules.reference_values.Kind",
        "ProductKind": "tracker.models.supplement.ProductKind",
    },
    # Deep links would put a link inside each button, which a screen reader cannot reach.
    "SWAGGER_UI_SETTINGS": {"deepLinking": False, "validatorUrl": None},
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
