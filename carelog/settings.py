"""The one settings file: read from the environment, safe by default, loud on what is missing."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from carelog import env
from carelog.databases import database, limits_cache
from carelog.log_lines import LOGGING  # noqa: F401  a setting like the others

BASE_DIR = Path(__file__).resolve().parent.parent
env.load_file(BASE_DIR / "var" / "carelog.env")

# --- Where it runs ---------------------------------------------------------------------
SECRET_KEY = env.secret("CARELOG_SECRET_KEY")
PUBLIC_URL = env.site("CARELOG_PUBLIC_URL")
HOST = urlsplit(PUBLIC_URL).hostname or ""
ON_LOOPBACK = HOST in {"localhost", "127.0.0.1"}
PLAIN_HTTP = env.flag("CARELOG_HTTP_ON_LOOPBACK")
DEBUG = env.flag("CARELOG_DEBUG")

if (PLAIN_HTTP or DEBUG) and not ON_LOOPBACK:
    raise ImproperlyConfigured("Plain HTTP and DEBUG are for this machine alone (localhost).")
if not PLAIN_HTTP and urlsplit(PUBLIC_URL).scheme != "https":
    raise ImproperlyConfigured("CARELOG_PUBLIC_URL must start with https://.")

ALLOWED_HOSTS = ["localhost", "127.0.0.1"] if ON_LOOPBACK else [HOST]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
TRUSTED_PROXY_COUNT = env.number("CARELOG_TRUSTED_PROXY_COUNT", 0, most=9)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
WSGI_APPLICATION = "carelog.wsgi.application"
ROOT_URLCONF = "carelog.urls"

# --- What it is made of ----------------------------------------------------------------
INSTALLED_APPS = [
    # First, so that its commands stand over those of Django.
    "carelog.upkeep",
    "django.forms",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "lucide",
    "education",
    "carelog.accounts",
    "carelog.patients",
    "carelog.outbox",
    "carelog.logs",
    "carelog.medications",
    "carelog.appointments",
    "carelog.safety",
    "carelog.dashboard",
    "carelog.diary",
    "carelog.summary",
    "carelog.talk",
    "carelog.exchange",
    "carelog.links",
    "carelog.sharing",
]
MIDDLEWARE = [
    "carelog.middleware.headers",
    "csp.middleware.CSPMiddleware",
    "carelog.in_front.in_front",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "carelog.middleware.body_size",
    "carelog.middleware.first_value",
    "carelog.middleware.asks_nothing",
    "carelog.middleware.patience",
    "carelog.accounts.sessions.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "carelog.middleware.redirects_for_scripts",
    "django.middleware.csrf.CsrfViewMiddleware",
    "carelog.middleware.one_tries",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "carelog.accounts.sessions.limits",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "carelog.middleware.ceilings",
    "carelog.policy.deny_by_default",
]
# So that a template of ours stands before that of a widget.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
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
                "carelog.accounts.context.preferences",
                "carelog.script_words.script_words",
                "carelog.doors.current_door",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "forms"
CRISPY_TEMPLATE_PACK = "forms"

# --- Databases: SQLite for a household, PostgreSQL for more ------------------------------
DATABASE_URL = env.text("CARELOG_DATABASE_URL", f"sqlite:///{BASE_DIR / 'var' / 'carelog.sqlite3'}")
DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": limits_cache("limits_cache")}

# --- Who is signed in --------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_WORDS = "django.contrib.auth.password_validation"
_LIKE = {"user_attributes": ("email", "name")}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_WORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "carelog.accounts.passwords.MaximumLengthValidator", "OPTIONS": {"max_length": 128}},
    {"NAME": f"{_WORDS}.UserAttributeSimilarityValidator", "OPTIONS": _LIKE},
    {"NAME": f"{_WORDS}.CommonPasswordValidator"},
]
SIGNUP = env.choice(
    "CARELOG_SIGNUP", ("open", "invite", "closed"), "open" if ON_LOOPBACK else "invite"
)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "carelog.accounts.adapter.AccountAdapter"
_FORMS = "carelog.accounts.forms"
ACCOUNT_FORMS = {"login": f"{_FORMS}.SignInForm", "signup": f"{_FORMS}.SignUpForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_LOGOUT_REDIRECT_URL = "welcome"
ACCOUNT_SESSION_REMEMBER = None
MFA_ADAPTER = "carelog.accounts.adapter.FactorAdapter"
MFA_FORMS = {"add_webauthn": f"{_FORMS}.NewPasskeyForm"}
MFA_FORMS |= {"authenticate_webauthn": f"{_FORMS}.PasskeySecondForm"}
MFA_FORMS |= {"reauthenticate_webauthn": f"{_FORMS}.PasskeyAgainForm"}
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PLAIN_HTTP
MFA_RECOVERY_CODES_SHOW_ONCE = True

# Numbers the public page of urgent signs shows to everyone; a record has numbers of its own.
SITE_NUMBERS = {
    "emergency": env.phone("CARELOG_EMERGENCY_NUMBER", ""),
    "cancer_line": env.phone("CARELOG_CANCER_LINE", ""),
    "team": env.phone("CARELOG_TEAM_NUMBER", ""),
}
# Temperatures in °C at which the published text says to call: the cards of teams differ.
FEVER = {
    "treated": env.celsius("CARELOG_FEVER_ON_TREATMENT", "37.5"),
    "untreated": env.celsius("CARELOG_FEVER", "38.0"),
    "low": env.celsius("CARELOG_LOW_TEMPERATURE", "36.0"),
}

# --- Mail: without a server, sign-in works unverified (carelog/accounts/addresses.py) ---
EMAIL_HOST = env.server("CARELOG_EMAIL_HOST", "")
HAS_MAIL = bool(EMAIL_HOST)
_MAIL = "django.core.mail.backends"
# All mail waits in the outbox, so that a dead mail server breaks no page.
EMAIL_BACKEND = "carelog.outbox.backend.EmailBackend" if HAS_MAIL else f"{_MAIL}.dummy.EmailBackend"
OUTBOX_TRANSPORT = f"{_MAIL}.smtp.EmailBackend"
EMAIL_PORT = env.number("CARELOG_EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("CARELOG_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("CARELOG_EMAIL_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = env.tls("CARELOG_EMAIL_TLS", EMAIL_PORT)
if HAS_MAIL and bool(EMAIL_HOST_USER) != bool(EMAIL_HOST_PASSWORD):
    raise ImproperlyConfigured("Set both CARELOG_EMAIL_USER and CARELOG_EMAIL_PASSWORD, or none.")
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env.sender("CARELOG_EMAIL_FROM", f"carelog@{HOST}")
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if HAS_MAIL else "none"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = HAS_MAIL
ACCOUNT_EMAIL_SUBJECT_PREFIX = "CareLog: "
ACCOUNT_EMAIL_NOTIFICATIONS = HAS_MAIL
MFA_ALLOW_UNVERIFIED_EMAIL = True

# --- Sessions and cookies ---------------------------------------------------------------
IDLE_SECONDS, ABSOLUTE_SECONDS = 30 * 60, 12 * 3600
OWN_DEVICE_IDLE_SECONDS, OWN_DEVICE_ABSOLUTE_SECONDS = 14 * 86400, 30 * 86400
SESSION_ENGINE = "carelog.accounts.session_store"
SESSION_COOKIE_AGE = OWN_DEVICE_ABSOLUTE_SECONDS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
_COOKIE_PREFIX = "" if PLAIN_HTTP else "__Host-"
SESSION_COOKIE_NAME = f"{_COOKIE_PREFIX}carelog_session"
CSRF_COOKIE_NAME = f"{_COOKIE_PREFIX}carelog_csrf"
LOOK_COOKIE_NAME = f"{_COOKIE_PREFIX}carelog_look"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "carelog.errors.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Headers ----------------------------------------------------------------------------
SECURE_SSL_REDIRECT, SECURE_SSL_HOST = not PLAIN_HTTP, urlsplit(PUBLIC_URL).netloc
SECURE_REDIRECT_EXEMPT = ["^(healthz|readyz)/$"]
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 365 * 86400
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not PLAIN_HTTP
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_FROM_HERE = ("script", "style", "connect", "font", "manifest", "worker")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **{f"{kind}-src": ["'self'"] for kind in _FROM_HERE},
        "img-src": ["'self'", "data:"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- Limits: a stranger's huge form is refused before it is read --------------------------
MAX_BODY_BYTES = 256 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 0

# --- Language, time, files ----------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.text("CARELOG_STATIC_ROOT", str(BASE_DIR / "var" / "static")))
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}

env.refuse_unknown()
