"""How is this installation deployed? Every choice comes from the environment; see docs/operations.md."""

from pathlib import Path

from django.utils.csp import CSP

from minga.config.environment import database_settings, env_flag, env_number, env_text
from minga.config.logs import logging_settings

PACKAGE = Path(__file__).resolve().parent.parent


DEBUG = False
DEMONSTRATION = env_flag("MINGA_DEMONSTRATION")
SECRET_KEY = env_text("MINGA_SECRET_KEY", "only-for-commands-that-open-no-door")
DATA_FOLDER = Path(env_text("MINGA_DATA", "/var/lib/minga"))
DOCUMENT_FOLDER = DATA_FOLDER / "documents"
KEY_FOLDER = DATA_FOLDER / "keys"
MEDIA_ROOT = str(DOCUMENT_FOLDER)
INSTITUTION = env_text("MINGA_INSTITUTION", "Concejo Metropolitano de Quito")

DATABASES = {"default": database_settings(env_text("DATABASE_URL", "postgresql:///minga"))}
DATABASE_DIRECT_URL = env_text("DATABASE_DIRECT_URL") or env_text("DATABASE_URL")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ALLOWED_HOSTS = [h for h in env_text("MINGA_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h]
SITE_ADDRESS = env_text("MINGA_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
CSRF_FAILURE_VIEW = "minga.website.pages.csrf_failure"
SECURITY_CONTACT = env_text("MINGA_SECURITY_CONTACT")
_SECURE = SITE_ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "pgtrigger",
    "procrastinate.contrib.django",
    "minga.people.apps.PeopleConfig",  # before allauth: its pages are ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "minga.config.apps.ConfigConfig",
    "minga.website.apps.WebsiteConfig",
    "minga.territory.apps.TerritoryConfig",
    "minga.record.apps.RecordConfig",
    "minga.dialogue.apps.DialogueConfig",
    "minga.plan.apps.PlanConfig",
    "minga.openness.apps.OpennessConfig",
]

MIDDLEWARE = [
    "minga.config.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "minga.website.plain_requests.NoNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "minga.config.urls"
WSGI_APPLICATION = "minga.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "minga.website.context.site",
            ],
            "builtins": ["minga.website.templatetags.ui", "django.templatetags.i18n"],
        },
    }
]

# What belongs to whom: accounts
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:my-account"

# Language: Spanish without a prefix, English under /en/
LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "website" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Guayaquil"
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["minga.website.formats"]

STATIC_URL = "/estatico/"
STATIC_ROOT = env_text("MINGA_STATIC", str(DATA_FOLDER / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Doors: a strict policy from the first day; nothing comes from another host
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SECURE_SSL_REDIRECT = _SECURE
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _SECURE
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env_flag("MINGA_BEHIND_PROXY") else None
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "minga.record.uploads.BoundedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DOCUMENT_MAX_BYTES = env_number("MINGA_DOCUMENT_MAX_MB", 20) * 1024 * 1024

_MAIL_OPTIONS = {
    "host": env_text("MINGA_MAIL_HOST"),
    "port": env_number("MINGA_MAIL_PORT", 25),
    "username": env_text("MINGA_MAIL_USER"),
    "password": env_text("MINGA_MAIL_PASSWORD"),
    "use_tls": env_flag("MINGA_MAIL_TLS"),
    "timeout": 30,
}
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": _MAIL_OPTIONS,
    }
    if _MAIL_OPTIONS["host"]
    else {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
}
DEFAULT_FROM_EMAIL = env_text("MINGA_MAIL_FROM", "minga@localhost")
SMS_GATEWAY = {
    "url": env_text("MINGA_SMS_URL"),
    "token": env_text("MINGA_SMS_TOKEN"),
    "sender": env_text("MINGA_SMS_SENDER", "Minga"),
}
TELEGRAM = {
    "url": env_text("MINGA_TELEGRAM_URL", "https://api.telegram.org"),
    "token": env_text("MINGA_TELEGRAM_TOKEN"),
    "bot": env_text("MINGA_TELEGRAM_BOT"),
}

# Accounts: allauth. Usernames, no e-mail needed; passkeys, codes and recovery codes as second factor
SIGN_UP_OPEN = env_flag("MINGA_SIGN_UP", default=True)
MAIL_LEAVES = bool(_MAIL_OPTIONS["host"])  # without it pages offer the counter only
ACCOUNT_ADAPTER = "minga.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_FORMS = {
    "login": "minga.people.forms.SignInForm",
    "signup": "minga.people.forms.SignUpForm",
    "change_password": "minga.people.forms.ChangePasswordForm",
    "set_password": "minga.people.forms.SetPasswordForm",
    "reset_password_from_key": "minga.people.forms.ResetPasswordKeyForm",
    "reauthenticate": "minga.people.forms.ReauthenticateForm",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 3600
ACCOUNT_USERNAME_MIN_LENGTH = 3
# A whole office sits behind one address: narrow limits are per account, wide ones per address
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "300/m/ip,8/10m/key",
    "signup": "200/h/ip",
    "reauthenticate": "20/m/user",
    "reset_password": "100/m/ip,5/h/key",
    "reset_password_from_key": "100/m/ip",
    "follow_case": "600/m/ip",
    "follow_case_failed": "300/m/ip,10/10m/key",  # by case number; a right code opens all the same
}
MFA_ADAPTER = "minga.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "add_webauthn": "minga.people.forms.AddPasskeyForm",
    "activate_totp": "minga.people.forms.ActivateCodesForm",
    "authenticate": "minga.people.forms.SecondFactorForm",
    "reauthenticate": "minga.people.forms.SecondFactorAgainForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey alone counts as both factors
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SECURE
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs in by e-mail, so an address opens nothing
MFA_TOTP_ISSUER = INSTITUTION
MFA_TOTP_TOLERANCE = 1
ALLAUTH_TRUSTED_PROXY_COUNT = int(env_flag("MINGA_BEHIND_PROXY"))
# Counters of attempts must be the same in every web process and on every machine
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
MIDDLEWARE.insert(
    MIDDLEWARE.index("allauth.account.middleware.AccountMiddleware"),
    "minga.people.middleware.SecondFactorOfStaff",
)
# One JSON line an event on stderr, nothing personal; the demonstration's terminal stays readable
LOGGING = logging_settings(
    level=env_text("MINGA_LOG_LEVEL", "WARNING" if DEMONSTRATION else "INFO").upper()
)
