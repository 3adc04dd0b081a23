"""format=flowed (RFC 3676): lines that were broken for the way are joined again."""


def unwrap(text: str, *, delete_space: bool) -> str:
    """Paragraphs of a flowed text on one line each; ``delete_space`` is the DelSp parameter."""
    out: list[str] = []
    joined = ""
    open_depth = -1
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        mark = ">" * depth + (" " if depth and content.startswith(" ") else "")
        content = content.removeprefix(" ")
        signature = content == "-- "
        flows = content.endswith(" ") and not signature
        if open_depth >= 0 and (depth != open_depth or signature or not content):
            out.append(joined)
            open_depth = -1
        piece = content[:-1] if flows and delete_space else content
        if open_depth >= 0:
            joined += piece
        else:
            joined = mark + piece
        if flows:
            open_depth = depth
        else:
            out.append(joined)
            open_depth = -1
    if open_depth >= 0:
        out.append(joined)
    return "\n".join(out)
