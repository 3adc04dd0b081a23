"""Dotted names of help desks (``ticket.customer.firstname``) as values of ours."""

_CONTACT = {
    "firstname": "first_name",
    "first_name": "first_name",
    "firstName": "first_name",
    "lastname": "last_name",
    "last_name": "last_name",
    "lastName": "last_name",
    "fullname": "name",
    "fullName": "name",
    "name": "name",
    "email": "email",
    "phone": "phone",
}
_TICKET = {
    "id": "number",
    "number": "number",
    "title": "subject",
    "subject": "subject",
    "status": "status",
    "state": "status",
    "state.name": "status",
    "priority": "priority",
    "priority.name": "priority",
}
_CUSTOMERS = ("ticket.customer", "ticket.requester", "customer", "requester", "ticket.submitter")
_AGENTS = ("user", "current_user", "agent", "ticket.assignee", "ticket.owner")
_FIRMS = ("ticket.organization", "ticket.organisation", "organization")
_DESKS = (
    "config.organization",
    "config.product_name",
    "config.fqdn",
    "ticket.brand",
    "ticket.account",
    "ticket.brand.name",
    "mailbox.name",
)


def canonical(path: str) -> str | None:
    """The canonical name of ours for a value of Zammad, Zendesk or Help Scout; None if unknown."""
    plain = path.strip().removesuffix(".value")
    if plain in _DESKS:
        return "desk.name"
    owner, _dot, last = plain.rpartition(".")
    if owner in _CUSTOMERS and last in _CONTACT:
        return f"contact.{_CONTACT[last]}"
    if owner in _AGENTS and last in _CONTACT and last != "phone":
        return f"agent.{_CONTACT[last]}"
    if owner.removesuffix(".organization") in _CUSTOMERS and "organization" in owner:
        return "organisation.name" if last == "name" else None
    if owner in _FIRMS and last == "name":
        return "organisation.name"
    if plain.startswith("ticket.") and plain.removeprefix("ticket.") in _TICKET:
        return f"ticket.{_TICKET[plain.removeprefix('ticket.')]}"
    return "ticket.number" if plain in ("conversation.number", "ticket.id") else None


def label_of(path: str) -> str:
    """A label for the field that an unknown path becomes: its last words."""
    words = path.strip().removesuffix(".value").split(".")[-2:]
    return " ".join(words).replace("_", " ").strip() or path.strip()
