"""The one table of all actions: what they are called, which keys they have, where they work."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from app.i18n import N_, _

PAGE_KEYS = 9
"""Pages that have a key, ``Ctrl+1`` to ``Ctrl+9``."""


class Scope(StrEnum):
    """Where a key works: in the whole window, or in one page or part of it."""

    WINDOW = "window"
    TICKETS = "tickets"
    COMPOSER = "composer"
    CONTACTS = "contacts"
    SNIPPETS = "snippets"
    SHIFTS = "shifts"
    WORKSHOP = "workshop"


class Group(StrEnum):
    """Under which head an action is listed."""

    FILE = "file"
    EDIT = "edit"
    TICKET = "ticket"
    COMPOSER = "composer"
    CONTACT = "contact"
    SNIPPET = "snippet"
    SHIFT = "shift"
    WORKSHOP = "workshop"
    VIEW = "view"
    HELP = "help"


class Action(NamedTuple):
    """One action. ``keys`` are Qt's portable texts; texts are translated when shown."""

    id: str
    text: str
    group: Group
    keys: tuple[str, ...] = ()
    icon: str | None = None
    tooltip: str = ""
    scope: Scope = Scope.WINDOW
    checkable: bool = False


def group_label(group: Group) -> str:
    """The head of a group, as in menus and in the sheet of keys."""
    return {
        Group.FILE: _("File"),
        Group.EDIT: _("Edit"),
        Group.TICKET: _("Ticket"),
        Group.COMPOSER: _("Answer"),
        Group.CONTACT: _("Contact"),
        Group.SNIPPET: _("Snippet"),
        Group.SHIFT: _("Shift plan"),
        Group.WORKSHOP: _("Workshop"),
        Group.VIEW: _("View"),
        Group.HELP: _("Help"),
    }[group]


def _window(
    group: Group,
    id: str,
    text: str,
    *keys: str,
    icon: str | None = None,
    tooltip: str = "",
    checkable: bool = False,
) -> Action:
    return Action(id, text, group, keys, icon, tooltip, Scope.WINDOW, checkable)


def _ticket(id: str, text: str, *keys: str, icon: str | None = None, tooltip: str = "") -> Action:
    return Action(f"ticket.{id}", text, Group.TICKET, keys, icon, tooltip, Scope.TICKETS)


def _composer(id: str, text: str, *keys: str, icon: str | None = None) -> Action:
    return Action(f"composer.{id}", text, Group.COMPOSER, keys, icon, "", Scope.COMPOSER)


def _contact(id: str, text: str, *keys: str, icon: str | None = None) -> Action:
    return Action(f"contact.{id}", text, Group.CONTACT, keys, icon, "", Scope.CONTACTS)


def _snippet(id: str, text: str, *keys: str, icon: str | None = None, tooltip: str = "") -> Action:
    return Action(f"snippet.{id}", text, Group.SNIPPET, keys, icon, tooltip, Scope.SNIPPETS)


def _shift(id: str, text: str, *keys: str, icon: str | None = None, tooltip: str = "") -> Action:
    return Action(f"shift.{id}", text, Group.SHIFT, keys, icon, tooltip, Scope.SHIFTS)


def _workshop(id: str, text: str, *keys: str, icon: str | None = None, tooltip: str = "") -> Action:
    return Action(f"workshop.{id}", text, Group.WORKSHOP, keys, icon, tooltip, Scope.WORKSHOP)


ACTIONS: Sequence[Action] = (
    _window(Group.FILE, "file.new_desk", N_("New desk…"), icon="desk"),
    _window(Group.FILE, "file.open_desk", N_("Open desk…"), "Ctrl+O", icon="folder-open"),
    _window(
        Group.FILE,
        "file.import",
        N_("Import mail…"),
        "Ctrl+Shift+I",
        icon="import",
        tooltip=N_("Import mail files, mailboxes or folders; they can be dropped here, too"),
    ),
    _window(Group.FILE, "file.import_folder", N_("Import folder of mail…"), icon="folder"),
    _window(
        Group.FILE,
        "file.take_over",
        N_("Take over an export…"),
        icon="import",
        tooltip=N_("Make a desk of what “Export desk” has written"),
    ),
    _window(
        Group.FILE,
        "file.export",
        N_("Export desk…"),
        icon="export",
        tooltip=N_("Write everything so that other programs can read it, and Tresen too"),
    ),
    _window(Group.FILE, "file.backup", N_("Back up now"), icon="backup"),
    _window(Group.FILE, "file.restore", N_("Restore a backup…"), icon="history"),
    _window(
        Group.FILE,
        "file.lock",
        N_("Lock"),
        "Ctrl+Shift+K",
        icon="lock",
        tooltip=N_("Close a protected desk until its passphrase is typed again"),
    ),
    _window(Group.FILE, "file.demo", N_("Open the demo desk"), icon="demo"),
    _window(Group.FILE, "file.agents", N_("Switch agent…"), "Ctrl+Shift+U", icon="agent"),
    _window(Group.FILE, "file.settings", N_("Settings"), "Ctrl+,", icon="settings"),
    _window(Group.FILE, "file.quit", N_("Quit"), "Ctrl+Q", icon="quit"),
    _window(Group.EDIT, "edit.undo", N_("Undo"), "Ctrl+Z", icon="undo"),
    _window(Group.EDIT, "edit.redo", N_("Redo"), "Ctrl+Shift+Z", "Ctrl+Y", icon="redo"),
    _window(Group.EDIT, "edit.search", N_("Search"), "Ctrl+F", "/", icon="search"),
    _window(
        Group.EDIT,
        "edit.palette",
        N_("Command palette"),
        "Ctrl+K",
        icon="command",
        tooltip=N_("Find any action, ticket, contact or view"),
    ),
    _window(
        Group.EDIT,
        "edit.outside",
        N_("Snippets for other programs"),
        "Ctrl+Shift+B",
        icon="snippets",
        tooltip=N_("A small window that stays on top and copies a finished text"),
    ),
    _window(
        Group.TICKET,
        "ticket.capture",
        N_("Write down an enquiry"),
        "Ctrl+Shift+N",
        "Ctrl+N",
        icon="capture",
        tooltip=N_("A call, a visitor, a chat: make a ticket of it"),
    ),
    _ticket("reply", N_("Reply"), "R", icon="reply"),
    _ticket("reply_all", N_("Reply to all"), "Shift+R", icon="reply-all"),
    _ticket("forward", N_("Forward"), "F", icon="forward"),
    _ticket("note", N_("Note"), "N", icon="note", tooltip=N_("Write what only the desk sees")),
    _ticket("assign", N_("Assign…"), "A", icon="assign"),
    _ticket("assign_me", N_("Assign to me"), "M", icon="contact"),
    _ticket("status", N_("Status…"), "S", icon="status-open"),
    _ticket("solve", N_("Solve"), "E", icon="status-solved"),
    _ticket("close", N_("Close"), "Shift+E", icon="status-closed"),
    _ticket("reopen", N_("Reopen"), "O", icon="status-open"),
    _ticket("wait_customer", N_("Wait for customer"), "W", icon="status-waiting"),
    _ticket("wait_third", N_("Wait for third party"), "Shift+W", icon="status-waiting"),
    _ticket("priority", N_("Priority…"), "P", icon="priority-high"),
    _ticket("category", N_("Category…"), "C", icon="category"),
    _ticket("tags", N_("Tags…"), "T", icon="tag"),
    _ticket("level", N_("Level…"), "L", icon="level"),
    _ticket("due", N_("Due time…"), "D", icon="due"),
    _ticket("snooze", N_("Snooze…"), "Z", icon="snooze"),
    _ticket("wake", N_("Wake up"), "Shift+Z", icon="wake"),
    _ticket("contact", N_("Change contact…"), "Shift+C", icon="contact"),
    _ticket("subject", N_("Change subject"), "F2", icon="edit"),
    _ticket("link", N_("Link…"), "Shift+L", icon="link"),
    _ticket("merge", N_("Merge…"), "Shift+M", icon="merge"),
    _ticket("split", N_("Split off message"), "Shift+S", icon="split"),
    _ticket("spam", N_("Spam"), "X", icon="spam"),
    _ticket(
        "spam_sender",
        N_("Spam, also from now on"),
        "Ctrl+Shift+X",
        icon="spam",
        tooltip=N_("Put this ticket aside as spam, and all further mail of its sender"),
    ),
    _ticket("not_spam", N_("Not spam"), "Shift+X", icon="not-spam"),
    _ticket("trash", N_("Move to trash"), "Del", icon="trash"),
    _ticket("restore", N_("Take from trash"), icon="restore"),
    _ticket("unread", N_("Mark as unread"), "U", icon="mail"),
    _ticket("stay_solved", N_("Stays solved"), "Shift+O", icon="thumbs-up"),
    _ticket("print", N_("Print…"), "Ctrl+P", icon="print"),
    _ticket("pdf", N_("Save as PDF…"), "Ctrl+Shift+P", icon="document"),
    _ticket(
        "mails",
        N_("Save as mails…"),
        "Ctrl+Shift+M",
        icon="export",
        tooltip=N_("Each message as a mail file (.eml), in one ZIP file or a folder"),
    ),
    _ticket("copy_number", N_("Copy number"), "Ctrl+Shift+C", icon="copy"),
    _ticket("history", N_("History"), "H", icon="history"),
    _ticket("time", N_("Time worked…"), "Y", icon="timer"),
    _ticket("source", N_("Show raw mail"), "Ctrl+U", icon="source"),
    _ticket("why", N_("Why is this mail here?"), "Shift+H", icon="question"),
    _ticket("next", N_("Next ticket"), "J", icon="down"),
    _ticket("previous", N_("Previous ticket"), "K", icon="up"),
    _ticket("triage", N_("Triage"), "Ctrl+T", icon="triage"),
    _composer("send", N_("Send answer"), "Ctrl+Return", icon="send"),
    _composer("send_solve", N_("Send and solve"), "Ctrl+Shift+Return", icon="status-solved"),
    _composer("attach", N_("Attach files…"), "Ctrl+Shift+A", icon="attachment"),
    _composer("discard", N_("Discard draft"), "Ctrl+Shift+D", icon="trash"),
    _composer("snippet", N_("Insert snippet…"), "Ctrl+Space", "Ctrl+B", icon="snippets"),
    _composer("next_place", N_("Next open place"), "F7", icon="next"),
    _composer("next_finding", N_("Show what was found"), "F8", icon="eye"),
    _composer("ignore_finding", N_("Ignore what was found"), "Shift+F8", icon="eye-off"),
    _contact("new", N_("New contact"), "N", icon="add"),
    _contact("edit", N_("Edit contact"), "E", icon="edit"),
    _contact("merge", N_("Merge contacts…"), "Shift+M", icon="merge"),
    _contact("write", N_("New enquiry for contact"), "R", icon="new-mail"),
    _contact("delete", N_("Delete contact"), "Del", icon="trash"),
    _contact("hand_out", N_("What do we hold about this person?"), "Ctrl+Shift+H", icon="eye"),
    _contact("erase", N_("Erase personal data…"), "Ctrl+Shift+Del", icon="trash"),
    _contact("import", N_("Import contacts…"), icon="import"),
    _contact("export", N_("Export contacts…"), icon="export"),
    _snippet("new", N_("New snippet"), "N", icon="add"),
    _snippet("edit", N_("Write the text"), "E", icon="edit"),
    _snippet("save", N_("Save snippet"), "Ctrl+S", icon="save"),
    _snippet("revert", N_("Discard changes"), "Ctrl+Shift+D", icon="undo"),
    _snippet("copy", N_("Duplicate snippet"), "Ctrl+D", icon="copy"),
    _snippet("favourite", N_("Favourite"), "F", icon="star"),
    _snippet("tags", N_("Tags…"), "T", icon="tag"),
    _snippet("colour", N_("Colour"), "C"),
    _snippet("move", N_("Move to folder…"), "M", icon="folder"),
    _snippet("delete", N_("Delete snippet"), "Del", icon="trash"),
    _snippet("variant", N_("Add variant…"), "Ctrl+Shift+V", icon="language"),
    _snippet(
        "placeholder",
        N_("Insert placeholder…"),
        "Ctrl+Shift+P",
        icon="placeholder",
        tooltip=N_("Put a value of the ticket, a question or a condition into the text"),
    ),
    _snippet("fix", N_("Mend the fault"), "Alt+Return", icon="check"),
    _snippet("try", N_("Preview with ticket…"), "Ctrl+Shift+T", icon="eye"),
    _snippet(
        "panel",
        N_("Preview and more"),
        "P",
        "F9",
        icon="sidebar",
        tooltip=N_("Fold what is below the text to its tabs, or show it"),
    ),
    _snippet("statistics", N_("Statistics of snippets"), "S", icon="statistics"),
    _snippet("folder", N_("New folder…"), icon="folder"),
    _snippet("import", N_("Import snippets…"), icon="import"),
    _snippet("export", N_("Export snippets…"), icon="export"),
    _snippet("starter", N_("Add starter pack…"), icon="demo"),
    _shift("previous", N_("Earlier days"), "Ctrl+PgUp", icon="previous"),
    _shift("next", N_("Later days"), "Ctrl+PgDown", icon="next"),
    _shift("today", N_("Today"), "Ctrl+T", icon="today"),
    _shift("week", N_("Week"), "Shift+F4"),
    _shift("four_weeks", N_("4 weeks"), "Shift+F5"),
    _shift("month", N_("Month"), "Shift+F6"),
    _shift("year", N_("Year"), "Shift+F7"),
    _shift("kind", N_("Choose shift…"), "F2", icon="shifts"),
    _shift(
        "fill_right",
        N_("Fill to the right"),
        "Ctrl+R",
        icon="right",
        tooltip=N_("Repeat what the chosen cells begin with, to the end of the choice"),
    ),
    _shift(
        "fill_down",
        N_("Fill downwards"),
        "Ctrl+D",
        icon="down",
        tooltip=N_("Give everybody chosen what stands in the first row"),
    ),
    _shift(
        "carry",
        N_("Move or exchange with the arrow keys"),
        "Ctrl+Shift+X",
        icon="switch",
        tooltip=N_("As with the mouse: each cell says what it would break; Enter puts it down"),
    ),
    _shift("pattern", N_("Rotation pattern…"), "Ctrl+Shift+P", icon="rotation"),
    _shift("brush", N_("Paint with the mouse"), "Ctrl+B", icon="brush"),
    _shift(
        "pin",
        N_("Pin or give free"),
        "Ctrl+L",
        icon="pin",
        tooltip=N_("The machine leaves pinned cells as they are"),
    ),
    _shift("comment", N_("Comment…"), "Shift+F2", icon="comment"),
    _shift("absence", N_("Absence…"), "Ctrl+Shift+A", icon="absence-vacation"),
    _shift("wish", N_("Wish or agreement…"), "Ctrl+Shift+W", icon="thumbs-up"),
    _shift(
        "next_gap",
        N_("Next shift that lacks people"),
        "F7",
        icon="next",
        tooltip=N_("Go to the next day on which fewer people are planned than needed"),
    ),
    _shift("next_finding", N_("Next broken rule"), "F8", icon="down"),
    _shift("previous_finding", N_("Previous broken rule"), "Shift+F8", icon="up"),
    _shift(
        "mend",
        N_("Propose a way out"),
        "Alt+Return",
        icon="mend",
        tooltip=N_("Look for the smallest change that keeps the broken rule"),
    ),
    _shift("findings", N_("Broken rules"), "F9", icon="warning"),
    _shift("setup", N_("Set up the shift plan"), "Ctrl+E", icon="settings"),
    _shift("need", N_("Need"), "Ctrl+G", icon="need"),
    _shift("machine", N_("Plan by machine…"), "Ctrl+M", icon="machine"),
    _shift("publish", N_("Publish…"), "Ctrl+Shift+Return", icon="publish"),
    _shift("swaps", N_("Swaps and shifts to give away…"), "Ctrl+Shift+S", icon="switch"),
    _shift("leave", N_("Leave of the year…"), "Ctrl+Shift+Y", icon="absence-vacation"),
    _shift("surcharges", N_("Surcharges…"), "Ctrl+Shift+G", icon="surcharge"),
    _shift("print", N_("Print sheets…"), "Ctrl+P", icon="print"),
    _shift("export", N_("Export the plan…"), "Ctrl+Shift+E", icon="export"),
    _shift("import", N_("Import a plan…"), "Ctrl+Shift+O", icon="import"),
    _workshop("new", N_("New workshop…"), "N", icon="add"),
    _workshop("start", N_("Open the room"), "Ctrl+Return", icon="play"),
    _workshop("copy", N_("Copy workshop"), "Ctrl+D", icon="copy"),
    _workshop("delete", N_("Delete workshop"), "Del", icon="trash"),
    _workshop("template", N_("Save as template…"), "Ctrl+S", icon="save"),
    _workshop("agenda", N_("Print agenda…"), "Ctrl+P", icon="agenda"),
    _workshop("slips", N_("Print slips for ideas…"), "Ctrl+Shift+P", icon="print"),
    _workshop("leave", N_("Leave the room"), "Ctrl+W", icon="left"),
    _workshop("next_phase", N_("Next phase"), "Alt+Right", icon="next"),
    _workshop("previous_phase", N_("Previous phase"), "Alt+Left", icon="previous"),
    _workshop("people", N_("People present…"), "P", icon="people"),
    _workshop("silent", N_("Silent start"), "S", icon="note"),
    _workshop("merge", N_("Merge ideas…"), "M", icon="merge"),
    _workshop("basket", N_("Put into the basket"), "A", icon="basket"),
    _workshop("full_screen", N_("Show to the audience"), "F11", icon="audience"),
    _workshop("screen", N_("Audience's screen…"), "Shift+F11", icon="full-screen"),
    _workshop("blank", N_("Blank the picture"), "B", icon="blank"),
    _workshop("scheme", N_("Light or dark for the audience"), "L", icon="dark"),
    _workshop("statement", N_("Mission statement"), "Ctrl+Shift+M", icon="quote"),
    _workshop("save_version", N_("Save as version"), "Ctrl+Shift+S", icon="save"),
    _workshop("poster", N_("Poster…"), "Ctrl+Shift+O", icon="picture"),
    _workshop("record", N_("Record of the workshop…"), "Ctrl+R", icon="document"),
    *(
        _window(Group.VIEW, f"view.page_{number}", N_("Page"), f"Ctrl+{number}")
        for number in range(1, PAGE_KEYS + 1)
    ),
    _window(
        Group.VIEW,
        "view.properties",
        N_("Properties"),
        "Ctrl+I",
        icon="sidebar",
        checkable=True,
    ),
    Action(
        "view.save",
        N_("Save search as view…"),
        Group.VIEW,
        ("Ctrl+S",),
        "view-add",
        scope=Scope.TICKETS,
    ),
    Action(
        "view.export",
        N_("Export list…"),
        Group.VIEW,
        ("Ctrl+Shift+E",),
        "export",
        N_("All tickets of this view or search as a table for spreadsheets (XLSX, CSV)"),
        Scope.TICKETS,
    ),
    _window(Group.VIEW, "view.refresh", N_("Refresh"), "F5", icon="refresh"),
    _window(Group.VIEW, "view.larger", N_("Larger text"), "Ctrl++", "Ctrl+=", icon="text-size"),
    _window(Group.VIEW, "view.smaller", N_("Smaller text"), "Ctrl+-", icon="text-size"),
    _window(Group.VIEW, "view.normal_size", N_("Normal text size"), "Ctrl+0", icon="text-size"),
    _window(Group.VIEW, "view.scheme", N_("Light or dark"), "Ctrl+Shift+L", icon="dark"),
    _window(Group.HELP, "help.keys", N_("Keys"), "?", icon="keyboard"),
    _window(Group.HELP, "help.handbook", N_("Handbook"), "F1", icon="question"),
    _window(Group.HELP, "help.check", N_("Check the desk"), icon="health"),
    _window(Group.HELP, "help.about", N_("About Tresen"), icon="info"),
)
