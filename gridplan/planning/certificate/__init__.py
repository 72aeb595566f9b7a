"""The certificate of a plan: what was verified, of which shapes and tables, and who answers for it."""

from gridplan.planning.certificate.issuing import Signature, certificate
from gridplan.planning.certificate.verifying import verify_plan

__all__ = ["Signature", "certificate", "verify_plan"]
