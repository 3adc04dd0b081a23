"""Bounces in the styles of many mail systems, written for these tests from their known wording."""

from dataclasses import dataclass

ORIGINAL = "<original.1@desk.example>"
_COPY = f"Message-ID: {ORIGINAL}\nFrom: desk@desk.example\nSubject: Your request\n\nHello"


@dataclass(frozen=True)
class Bounce:
    """One style: header lines and plain text; ``copied`` if the mail that came back is below."""

    style: str
    head: str
    text: str
    copied: bool = True

    def raw(self) -> bytes:
        below = f"\n\n{_COPY}\n" if self.copied else "\n"
        return f"To: desk@desk.example\n{self.head}\n\n{self.text}{below}".encode()


def _report(action: str, kind: str = "delivery-status") -> bytes:
    """An RFC 3464 report."""
    return (
        "From: somebody@mx.example\nTo: desk@desk.example\nSubject: About your mail\n"
        f'Content-Type: multipart/report; report-type={kind}; boundary="b"\n\n'
        "--b\n\nSee below.\n--b\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; x@y.example\nAction: {action}\n"
        f"Status: 5.1.1\n--b\nContent-Type: message/rfc822\n\n{_COPY}\n--b--\n"
    ).encode()


REPORTS = {action: _report(action) for action in ("failed", "delayed", "delivered", "relayed")}
READ_RECEIPT = _report("displayed", "disposition-notification").replace(
    b"message/delivery-status", b"message/disposition-notification"
)

STYLES = [
    Bounce("qmail", "From: MAILER-DAEMON@mx.example\nSubject: failure notice",
           "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver "
           "your message to the following addresses.\n\n<x@y.example>:\nno such mailbox here."
           "\n\n--- Below this line is a copy of the message."),
    Bounce("exim", "From: Mail Delivery System <Mailer-Daemon@mx.example>\n"
           "Subject: Mail delivery failed: returning message to sender\n"
           "X-Failed-Recipients: x@y.example",
           "This message was created automatically by mail delivery software."),
    Bounce("exim, header removed", "From: Mail Delivery System <Mailer-Daemon@mx.example>\n"
           "Subject: Mail delivery failed: returning message to sender",
           "A message that you sent could not be delivered to one or more of its recipients."),
    Bounce("postfix", "From: MAILER-DAEMON@mx.example (Mail Delivery System)\n"
           "Subject: Undelivered Mail Returned to Sender",
           "This is the mail system at mx.example.\n\nI am sorry to have to inform you that your "
           "message could not\nbe delivered to one or more recipients."),
    Bounce("postfix delay", "From: MAILER-DAEMON@mx.example\n"
           "Subject: Delayed Mail (still being retried)",
           "YOU DO NOT NEED TO RESEND YOUR MESSAGE."),
    Bounce("sendmail", "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example>\n"
           "Subject: Returned mail: see transcript for details\nAuto-Submitted: auto-generated "
           "(failure)",
           "   ----- The following addresses had permanent fatal errors -----\n<x@y.example>"),
    Bounce("sendmail warning", "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example>\n"
           "Subject: Warning: could not send message for past 4 hours",
           "**  THIS IS A WARNING MESSAGE ONLY  **"),
    Bounce("Exchange 5.5", "From: System Administrator <postmaster@firm.example>\n"
           "Subject: Undeliverable: Your request",
           "Your message\n\n  To: x\n\ndid not reach the following recipient(s):", copied=False),
    Bounce("Exchange 2010", "From: Outlook\n <MicrosoftExchange329e71ec88ae4615bbc36ab6ce411"
           "09e@firm.example>\nSubject: Undeliverable: Your request",
           "Delivery has failed to these recipients or groups:", copied=False),
    Bounce("Exchange, German", "From: Systemadministrator <postmaster@firma.example>\n"
           "Subject: Unzustellbar: Ihre Anfrage",
           "Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.", copied=False),
    Bounce("Office 365", "From: postmaster@firm.onmicrosoft.example\nReturn-Path: <>\n"
           "Subject: Undeliverable: Your request",
           "Your message to x@y.example couldn't be delivered.", copied=False),
    Bounce("Office 365, French", "From: postmaster@firm.onmicrosoft.example\nReturn-Path: <>\n"
           "Subject: Non remis : Votre demande",
           "Échec de la remise à ces destinataires ou groupes :", copied=False),
    Bounce("Domino", "From: Postmaster@firm.example\n"
           "Subject: DELIVERY FAILURE: User x (x@y.example) not listed in Domino Directory",
           "Your message\n\n  Subject: Your request\n\nwas not delivered to:\n\n  x@y.example"),
    Bounce("Gmail", "From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>\n"
           "Subject: Delivery Status Notification (Failure)",
           "Address not found\n\nYour message wasn't delivered to x@y.example", copied=False),
    Bounce("Yahoo, old", "From: MAILER-DAEMON@yahoo.example\nSubject: Delivery failure",
           "Message from yahoo.example.\nUnable to deliver message to the following address(es)."),
    Bounce("Yahoo", "From: MAILER-DAEMON@yahoo.example\nSubject: Failure Notice",
           "Sorry, we were unable to deliver your message to the following address."),
    Bounce("AOL", "From: Mail Delivery Subsystem <MAILER-DAEMON@aol.example>\n"
           "Subject: Mail Delivery Problem",
           "Your mail to the following recipients could not be delivered", copied=False),
    Bounce("GMX", "From: GMX Mailer Daemon <mailer-daemon@gmx.example>\n"
           "Subject: Mail delivery failed: returning message to sender",
           "Diese Nachricht ist automatisch. Ihre E-Mail konnte nicht zugestellt werden."),
    Bounce("web.de", "From: WEB.DE Mailer Daemon <mailer-daemon@web.example>\n"
           "Subject: Unzustellbar: Ihre Anfrage",
           "Leider konnte Ihre Nachricht nicht zugestellt werden.", copied=False),
    Bounce("T-Online", "From: Mail Delivery System <mailer-daemon@t-online.example>\n"
           "Subject: Nachricht konnte nicht zugestellt werden",
           "Der Empfänger existiert nicht.", copied=False),
    Bounce("Amazon SES", "From: MAILER-DAEMON@amazonses.example\n"
           "Subject: Delivery Status Notification (Failure)",
           "An error occurred while trying to deliver the mail to the following recipients:"),
    Bounce("MXLogic", "From: postmaster@mxlogic.example\nSubject: Mail delivery failure",
           "This message was automatically generated. Delivery of your message failed."),
    Bounce("GroupWise", "From: Mailer-Daemon@firm.example\nSubject: Message status - undeliverable",
           "The message that you sent was undeliverable to the following:\n\tx", copied=False),
    Bounce("Mailman", "From: mailman-bounces@lists.example\nReturn-Path: <>\n"
           "Subject: Undelivered Mail Returned to Sender",
           "could not be delivered", copied=True),
    Bounce("CompuServe", "From: CompuServe Postmaster <auto.reply@compuserve.example>\n"
           "Subject: Undeliverable message",
           "Receiver not found: x\n\nYour message could not be delivered as addressed."),
    Bounce("X.400", "From: MTA <postmaster@x400.example>\nSubject: Delivery Report (failure) for x",
           "Your message was not delivered to: x\nfor the following reason: Recipient unknown"),
    Bounce("Novell NIMS", "From: Internet Mail Delivery <postmaster@nims.example>\n"
           "Subject: Returned mail: User unknown",
           "The following recipients did not receive your message"),
    Bounce("iPlanet", "From: Internet Mail Delivery <postmaster@mx.example>\n"
           "Subject: Delivery Notification: Delivery has failed",
           "Your message cannot be delivered to the following recipients:"),
    Bounce("VM/CMS", "From: Mailer@cms.example\nSubject: Nondeliverable mail",
           "Unable to deliver mail to the following recipient(s)"),
    Bounce("InterScan", "From: imss@gateway.example\nSubject: Mail could not be delivered",
           "****** Message from InterScan Messaging Security Suite ******\n550 5.1.1 unknown"),
    Bounce("MDaemon", "From: MDaemon@mx.example\nSubject: Permanent Delivery Failure",
           "The attached message had PERMANENT fatal delivery errors!"),
    Bounce("IMail", 'From: "Postmaster" <postmaster@mx.example>\nX-Mailer: <SMTP32 v8>\n'
           "Subject: Undeliverable Mail",
           "Invalid final delivery userid: x@y.example\n\nOriginal message follows.", copied=False),
    Bounce("Symantec", "From: Symantec_AntiVirus_for_SMTP_Gateways@mx.example\n"
           "Subject: Delivery failure notification",
           "could not be delivered to the following recipients:", copied=False),
    Bounce("MailEnable", "From: Delivery Subsystem <POSTMASTER@mx.example>\n"
           "Subject: Message Delivery Failure",
           "MailEnable: Message could not be delivered to some recipients.", copied=False),
    Bounce("Courier", 'From: "Courier mail server" <MAILER-DAEMON@mx.example>\n'
           "Subject: NOTICE: mail delivery status.",
           "UNDELIVERABLE MAIL\nYour message to the following recipients cannot be delivered:"),
    Bounce("Barracuda", "From: MAILER-DAEMON@barracuda.example\n"
           "Subject: **Message you sent blocked by our bulk email filter**",
           "Your message to: x@y.example was blocked by our Spam Firewall."),
    Bounce("Mimecast", "From: Postmaster <postmaster@mimecast.example>\nReturn-Path: <>\n"
           "Subject: [Postmaster] Email Delivery Failure",
           "This is a delivery failure notification message", copied=False),
    Bounce("Zimbra", "From: MAILER-DAEMON@zimbra.example\nSubject: Undelivered Mail Returned to "
           "Sender\nAuto-Submitted: auto-replied", "This is the mail system at zimbra."),
    Bounce("Mail.ru", "From: mailer-daemon@corp.mail.example\n"
           "Subject: Ваше сообщение не доставлено",
           "К сожалению, Ваше письмо не может быть доставлено"),
    Bounce("Sina", "From: MAILER-DAEMON@sina.example\nX-Mailer: SinaMail 3.0\nSubject: 系统退信",
           "邮件无法发送到您指定的地址中。", copied=False),
    Bounce("docomo", "From: Mail Delivery Subsystem <MAILER-DAEMON@docomo.example>\n"
           "Subject: Returned mail: Host unknown", "<<< 550 Unknown user x@docomo.example"),
    Bounce("Spanish Exchange", "From: Postmaster <postmaster@firma.example>\nReturn-Path: <>\n"
           "Subject: No se puede entregar: Su consulta",
           "No se pudo entregar el mensaje a los siguientes destinatarios", copied=False),
    Bounce("Italian provider", "From: MAILER-DAEMON@it.example\nSubject: Mancata consegna",
           "Impossibile recapitare il messaggio"),
    Bounce("content class", "From: somebody@firm.example\nSubject: hm\n"
           "Content-Class: urn:content-classes:dsn", "hm", copied=False),
    Bounce("own words, null path", "From: server@firm.example\nReturn-Path: <>\nSubject: Sorry",
           "The mailbox is full. Your mail was returned to sender."),
]  # fmt: skip
