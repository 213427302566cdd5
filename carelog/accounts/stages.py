"""The steps between a right password or passkey and being signed in."""

from allauth.account.stages import EmailVerificationStage
from django.http import HttpRequest, HttpResponse

from carelog.accounts.addresses import has_been_in


class ConfirmAddress(EmailVerificationStage):
    """A code from the mail, but only before someone comes in for the first time.

    Who came in while the site had no mail may have no mailbox at the address they typed.
    """

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Return the page that asks for the code, if any, and whether sign-in goes on."""
        return (None, True) if self._is_known() else super().handle()

    def is_resumable(self, request: HttpRequest) -> bool:
        """Say whether someone who turned away is led back to the code."""
        return super().is_resumable(request) and not self._is_known()

    def _is_known(self) -> bool:
        return self.login.user is not None and has_been_in(self.login.user)
