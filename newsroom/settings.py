"""The settings: one module, every variable of the environment read through newsroom.env."""

import os
from urllib.parse import urlsplit

import environ

from newsroom import env

# --- The machine ---------------------------------------------------------------------------------------------------
BASE_DIR = env.BASE_DIR
DATA_DIR = env.data_dir()
DEBUG = env.flag("DEBUG")
SITE_URL = env.site_url()
_site = urlsplit(SITE_URL)
HTTPS = _site.scheme == "https"
_secrets = env.read_secrets(DATA_DIR / "secrets", local=DEBUG or not HTTPS)
SECRET_KEY = _secrets.secret_key
EMAIL_KEYS = _secrets.email_keys
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or [_site.hostname] + ([] if HTTPS else ["localhost", "127.0.0.1", "[::1]"])
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")

# --- The rooms -----------------------------------------------------------------------------------------------------
# Our apps stand before Wagtail's so that our templates win; Wagtail's hooks therefore run after ours.
INSTALLED_APPS = [
    "newsroom.rtl",
    "newsroom.cache",
    "newsroom.images",
    "newsroom.outbox",
    "newsroom.teams",
    "articles",
    "comments",
    "newsroom",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "newsroom.teams.panel.apps.UsersConfig",  # wagtail.users, by invitation
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "newsroom.cache.middleware.PageCacheMiddleware",
    # What every answer carries, a static file and a redirect for a missing slash among them.
    "django.middleware.security.SecurityMiddleware",
    "newsroom.policies.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "articles.panel.keeping.KeptFormMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "newsroom.look.context.paper",
            ],
        },
    },
]

# --- Where things are kept -----------------------------------------------------------------------------------------
_database = env.address("DATABASE_URL", "postgres", "postgresql", "sqlite")
DATABASES = {
    "default": environ.Env.db_url_config(_database)
    if _database
    else {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "newsroom.sqlite3"}
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers read while one writes; IMMEDIATE takes the write lock before the first read of a
    # transaction, which is what makes "lock, check, save" hold where select_for_update does nothing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
    }
    # Opening the file anew for each request would cost ten times what a kept page costs.
    DATABASES["default"]["CONN_MAX_AGE"] = None
    # The tests' database is a file, as the paper's is: what two processes do at once is tested on it.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {
    "default": environ.Env.cache_url_config(env.address("CACHE_URL", "redis", "rediss") or "locmemcache://newsroom")
}
PAGE_CACHE_SECONDS = env.whole("PAGE_CACHE_SECONDS", 60)
PAGE_CACHE_MB = env.whole("PAGE_CACHE_MB", 64, least=1)
PAGE_CACHE_NEXT_MOMENT = "comments.discussion.next_moment"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
_s3 = {
    "bucket_name": os.environ.get("S3_BUCKET", ""),
    "access_key": os.environ.get("S3_ACCESS_KEY") or None,
    "secret_key": os.environ.get("S3_SECRET_KEY") or None,
    "endpoint_url": os.environ.get("S3_ENDPOINT_URL") or None,
    "region_name": os.environ.get("S3_REGION") or None,
    "custom_domain": os.environ.get("S3_PUBLIC_HOST") or None,
    "querystring_auth": False,
    "file_overwrite": False,
}
STORAGES = {
    "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _s3}
    if _s3["bucket_name"]
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsroom.look.static_files.RememberedStaticFiles"},
}
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor sends one field for each part of each block

# --- Language and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "العربية")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.time_zone()
ARABIC_LOCALE = env.one_of("ARABIC_LOCALE", "ar", "ar-SY", "ar-MA", "ar-DZ")
DIGITS = env.one_of("DIGITS", "latn", "arab")
WEEK_STARTS = env.one_of("WEEK_STARTS", "country", "saturday", "sunday", "monday")
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale", BASE_DIR / "newsroom" / "wording" / "locale"]
FORMAT_MODULE_PATH = ["newsroom.formats"]

# --- Who may come in -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "teams.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "newsroom.teams.accounts.StaffAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # loopback only: SITE_URL is refused otherwise

# --- Safety --------------------------------------------------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REDIRECT_EXEMPT = [r"^health/"]
# Never no-referrer: the comment form proves where it came from by Origin and Sec-Fetch-Site.
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the panel shows its live preview in a frame
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "articles.panel.keeping.csrf_failure"
# Autoplay is not closed: that would keep a video from playing once the reader has pressed its button.
PERMISSIONS_POLICY = {
    name: []
    for name in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}
_media_hosts = [f"https://{_s3['custom_domain']}"] if _s3["custom_domain"] else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", *_media_hosts],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'self'"],
    }
}

# --- Mail and logs -------------------------------------------------------------------------------------------------
EMAIL_TIMEOUT = 20  # seconds: a mail server that says nothing keeps nobody waiting for ever
_mail = env.address("EMAIL_URL", "smtp", "smtps", "smtp+tls", "smtp+ssl")
if _mail:
    vars().update(environ.Env.email_url_config(_mail))
else:
    # Files, never the console: a mail holds addresses and links that log somebody in.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", f"newsroom@{_site.hostname}")
SERVER_EMAIL = WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = DEFAULT_FROM_EMAIL
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Two lines for every row that is indexed would hide the ones that somebody must read.
        "django_tasks": {"handlers": [], "level": "WARNING", "propagate": True},
        # A wrong Host header would write whatever a stranger typed into the log.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}

# --- The panel -----------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = os.environ.get("SITE_NAME", "").strip() or "غرفة الأخبار"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAIL_I18N_ENABLED = False
WAGTAIL_APPEND_SLASH = True
WAGTAIL_USAGE_COUNT_ENABLED = True
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "articles.finish.ready"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # articles/letters.py writes to those concerned
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILEMBEDS_FINDERS = []
WAGTAILIMAGES_IMAGE_MODEL = "images.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "newsroom.images.forms.CleanPictureForm"
WAGTAILIMAGES_AVIF_QUALITY = 55  # looks like WebP at 80 in fewer bytes; at 80 it would be twice as heavy
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "newsroom.searchbox"}}
TAGGIT_CASE_INSENSITIVE = True
TAG_SPACES_ALLOWED = True
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # frames of our own: the panel's live preview is one
]
