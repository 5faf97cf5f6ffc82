"""Fill in a page of the admin as a browser would: what is on it, with what the test changes."""

from html.parser import HTMLParser


class _Velden(HTMLParser):
    """The names and values that the form with a file upload's enctype, or the last POST form, would send."""

    def __init__(self):
        super().__init__()
        self.data, self._select, self._textarea = {}, None, None

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        name = a.get("name")
        if tag == "input" and name and a.get("type") not in ("submit", "button", "image"):
            if a.get("type") == "checkbox" and a.get("value") and "checked" in a:
                # One of several by this name.
                self.data.setdefault(name, []).append(a["value"])
            elif a.get("type") not in ("checkbox", "radio") or "checked" in a:
                self.data[name] = a.get("value", "on" if a.get("type") == "checkbox" else "")
        elif tag == "select" and name:
            self._select = name
            self.data[name] = ""
        elif tag == "option" and self._select and "selected" in a:
            self.data[self._select] = a.get("value", "")
        elif tag == "textarea" and name:
            self._textarea, self.data[name] = name, ""

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None
        elif tag == "textarea" and self._textarea:
            # The first line break after the tag is not part of the value.
            self.data[self._textarea] = self.data[self._textarea].removeprefix("\r\n").removeprefix("\n")
            self._textarea = None

    def handle_data(self, data):
        if self._textarea:
            self.data[self._textarea] += data


def velden(html):
    """The fields of a page as it would be sent; empty forms for new rows left out."""
    lezer = _Velden()
    lezer.feed(html)
    return {
        naam: waarde for naam, waarde in lezer.data.items() if "__prefix__" not in naam and naam != "action"
    }


def verstuur(client, adres, **wijzigingen):
    """Open the page, change these fields, send it."""
    return client.post(adres, velden(client.get(adres).content.decode()) | wijzigingen)


def fouten(response):
    """The errors of the main form and of the forms under it, by field."""
    gevonden = dict(response.context["adminform"].form.errors)
    for formset in response.context["inline_admin_formsets"]:
        for form in formset.formset.forms:
            gevonden.update(form.errors)
    return {veld: " ".join(regels) for veld, regels in gevonden.items()}
