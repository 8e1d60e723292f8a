"""Which address opens which page of `people`? The pages of allauth have Spanish addresses here.

Their names are allauth's own, without a namespace: allauth finds its pages by them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as codes
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.urls import URLPattern, URLResolver, include, path, re_path

from minga.people.pages import bodies, consents, counter, desk, entrance, own, recoveries
from minga.people.pages.allauth_views import ActivateCodes, AddPasskey, page_of

_passwords: list[URLPattern | URLResolver] = [
    path("", page_of(account.PasswordChangeView), name="account_change_password"),
    path("poner/", page_of(account.PasswordSetView), name="account_set_password"),
    path("olvidada/", page_of(account.PasswordResetView), name="account_reset_password"),
    path(
        "olvidada/enviado/",
        page_of(account.PasswordResetDoneView),
        name="account_reset_password_done",
    ),
    path(
        "olvidada/lista/",
        page_of(account.PasswordResetFromKeyDoneView),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^olvidada/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        page_of(account.PasswordResetFromKeyView),
        name="account_reset_password_from_key",
    ),
]
_second_factor: list[URLPattern | URLResolver] = [
    path("", factor.index, name="mfa_index"),
    path("entrar/", page_of(factor.AuthenticateView), name="mfa_authenticate"),
    path("confirmar/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("aplicacion/", ActivateCodes.as_view(), name="mfa_activate_totp"),
    path("aplicacion/quitar/", codes.deactivate_totp, name="mfa_deactivate_totp"),
    path("recuperacion/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "recuperacion/nuevos/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "recuperacion/descargar/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("llaves/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("llaves/nueva/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("llaves/entrar/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("llaves/confirmar/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("llaves/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("llaves/<int:pk>/quitar/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]
_account: list[URLPattern | URLResolver] = [
    path("entrar/", page_of(account.LoginView), name="account_login"),
    path("salir/", account.logout, name="account_logout"),
    path("cerrada/", page_of(account.AccountInactiveView), name="account_inactive"),
    path("crear/", page_of(account.SignupView), name="account_signup"),
    path("confirmar/", account.reauthenticate, name="account_reauthenticate"),
    path("correo/", account.email, name="account_email"),
    path(
        "correo/enviado/",
        page_of(account.EmailVerificationSentView),
        name="account_email_verification_sent",
    ),
    path("correo/<key>/", page_of(account.ConfirmEmailView), name="account_confirm_email"),
    path("contrasena/", include(_passwords)),
    path("segundo-factor/", include(_second_factor)),
    path("sesiones/", sessions.list_usersessions, name="usersessions_list"),
]
_desk: list[URLPattern | URLResolver] = [
    path("", desk.desk, name="desk"),
    path("invitar/", desk.invite, name="desk-invite"),
    path("codigo/", counter.counter_code, name="counter-code"),
    path("cuerpos/nuevo/", bodies.new_body, name="desk-new-body"),
    path("cuerpos/<slug:slug>/", bodies.body_detail, name="desk-body"),
    path("cuerpos/<slug:slug>/periodo/", bodies.new_term, name="desk-new-term"),
    path("cuerpos/<slug:slug>/curules/", bodies.new_seats, name="desk-new-seats"),
    path(
        "cuerpos/<slug:slug>/representacion/",
        bodies.new_representation,
        name="desk-new-representation",
    ),
    path(
        "representaciones/<int:representation_id>/terminar/",
        bodies.last_day_of_representation,
        name="desk-end-representation",
    ),
    path("pedidos/<int:recovery_id>/cumplir/", recoveries.carry_out, name="desk-carry-out"),
    path("pedidos/<int:recovery_id>/anular/", recoveries.cancel, name="desk-cancel"),
    path("cargos/<int:appointment_id>/terminar/", desk.end_role, name="desk-end-role"),
    path("<uuid:public_id>/", desk.desk_person, name="desk-person"),
    path("<uuid:public_id>/cargo/", desk.give_role, name="desk-give-role"),
    path("<uuid:public_id>/invitacion/", desk.new_invitation, name="desk-new-invitation"),
    path("<uuid:public_id>/codigo/", desk.new_password_code, name="desk-new-code"),
    path("<uuid:public_id>/pedir/<slug:what>/", recoveries.ask, name="desk-ask"),
]
_people: list[URLPattern | URLResolver] = [
    path("mi/", own.my_account, name="my-account"),
    path("mi/datos/", own.own_data, name="own-data"),
    path("mi/cedula/", own.own_national_id, name="own-national-id"),
    path("mi/descarga/", own.export, name="export"),
    path("mi/pedidos/<int:recovery_id>/anular/", recoveries.object_to, name="object-to"),
    path("mi/consentimientos/", consents.own_consents, name="own-consents"),
    path("mi/consentimientos/<slug:purpose>/dar/", consents.give, name="give-consent"),
    path(
        "mi/consentimientos/<int:consent_id>/retirar/", consents.withdraw, name="withdraw-consent"
    ),
    path("mi/borrar/", own.erase, name="erase"),
    path("privacidad/", own.privacy, name="privacy"),
    path("cuenta/invitacion/", entrance.invitation, name="invitation"),
    path("cuenta/codigo/", entrance.password_by_code, name="password-by-code"),
    path("entrar/<str:code>/", entrance.demonstration_entrance, name="demonstration-entrance"),
    path("despacho/personas/", include(_desk)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((_people, "people"))),
    path("cuenta/", include(_account)),
]
