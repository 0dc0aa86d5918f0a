"""What is taken from a letter: what was written anew, by whom, for what; hostile letters cost little."""

from __future__ import annotations

import time

import pytest

from tests.toadlane.talk.mailroom import letter
from toadlane.talk.letters import Letter, read, written_anew

TO = "talk+abc@coop.example"
QUOTED = "> ##- Answer above this line -##\n> For Bo, from Harbour.\n"
ANEW = {
    "plain": ("Yes.\n\nBo", "Yes.\n\nBo"),
    "our mark": ("Yes.\n\n##- Answer above this line -##\nFor Bo", "Yes."),
    "English": (f"Yes.\n\nOn Mon, Mar 3, 2025 at 5 PM Harbour <post@coop.example> wrote:\n{QUOTED}", "Yes."),
    "English in two lines": (
        f"Yes.\n\nOn Mon, Mar 3, 2025 at 5 PM Harbour\n<post@coop.example> wrote:\n\n{QUOTED}",
        "Yes.",
    ),
    "Spanish": (
        f"Sí.\n\nEl lun, 3 mar 2025 a las 17:00, Harbour (<post@coop.example>) escribió:\n{QUOTED}",
        "Sí.",
    ),
    "French": (
        f"Oui.\n\nLe lun. 3 mars 2025 à 17:00, Harbour <post@coop.example> a écrit :\n{QUOTED}",
        "Oui.",
    ),
    "Outlook": ("Yes.\n\n-----Original Message-----\nFrom: Harbour\nSent: Monday\nTo: Bo", "Yes."),
    "Outlook's head": (
        "Yes.\n\nFrom: Harbour <post@coop.example>\nSent: Monday\nTo: Bo\nSubject: Talk\n\nFor Bo",
        "Yes.",
    ),
    "signature": ("Yes.\n-- \nBo\nHarbour Street 1", "Yes."),
    "telephone": ("Yes.\n\nSent from my telephone", "Yes."),
    "between the lines": ("> One?\nYes.\n> Two?\nNo.", "Yes.\nNo."),
    "a list": ("- one\n- two\nFrom: me, to: you", "- one\n- two\nFrom: me, to: you"),
    "a sentence": ("On 3 March we meet at 5:\n\nBring cake.", "On 3 March we meet at 5:\n\nBring cake."),
    "nothing": (QUOTED, ""),
}


def test_only_what_was_written_anew_is_taken() -> None:
    assert {name: written_anew(text) for name, (text, _) in ANEW.items()} == {
        name: anew for name, (_, anew) in ANEW.items()
    }


def test_a_letter_with_html_and_files_gives_its_text_and_counts_what_is_left_out() -> None:
    parts = (
        "--x\nContent-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
        "<div>S=ED <b>&amp; no</b></div><script>steal()</script><div>m=E1s</div>"
        "<blockquote>##- Responda -##</blockquote>\n"
        "--x\nContent-Type: image/png\nContent-Disposition: attachment\n\nAAAA\n--x--\n"
    )
    raw = letter(TO, parts, Content_Type='multipart/mixed; boundary="x"', MIME_Version="1.0")

    found = read(raw, before="talk+")

    assert found is not None
    assert (found.token, found.sender, found.text.split(), found.files) == (
        "abc",
        "bo@harbour.example",
        ["Sí", "&", "no", "más"],
        1,
    )


MACHINES: tuple[dict[str, str], ...] = (
    {"Auto_Submitted": "auto-replied"},
    {"Auto_Submitted": "auto-generated; x=y"},
    {"Precedence": "bulk"},
    {"X_Autoreply": "yes"},
    {"Return_Path": "<>"},
    {"List_Id": "<list.example>"},
    {"Content_Type": "multipart/report; boundary=x"},
    {"sender": "MAILER-DAEMON@phone.example"},
)


def test_what_a_machine_wrote_is_known() -> None:
    found = [read(letter(TO, "I am away.", **more), before="talk+") for more in MACHINES]
    person = read(letter(TO, "I am here.", Auto_Submitted="no"), before="talk+")

    assert [one.by_machine for one in found if one] == [True] * len(MACHINES)
    assert person is not None
    assert not person.by_machine


def nested(depth: int) -> str:
    head = "".join(f'--b{n}\nContent-Type: multipart/mixed; boundary="b{n + 1}"\n\n' for n in range(depth))
    return head + f"--b{depth}\n\nWell.\n"


HOSTILE: dict[str, bytes] = {
    "lines": letter(TO, "\n" * 200_000),
    "spaces": letter(TO, " " * 200_000),
    "said and said": letter(TO, "On 3 " * 50_000),
    "quotes": letter(TO, "> " * 100_000),
    "heads": letter(TO, "From: a\n" * 30_000),
    "parts": letter(TO, "--b\n\nx\n" * 20_000, Content_Type='multipart/mixed; boundary="b"'),
    "nested": letter(TO, nested(400), Content_Type='multipart/mixed; boundary="b0"'),
    "nested without end": letter(TO, nested(4_000), Content_Type='multipart/mixed; boundary="b0"'),
    "addresses": letter("<" * 200_000, "x"),
    "many addresses": letter(", ".join([TO] * 10_000), "x"),
    "tags": letter(TO, "<div>" * 40_000, Content_Type="text/html"),
    "half tags": letter(TO, "<!--<![" * 30_000, Content_Type="text/html"),
    "no such letters": letter(TO, "x", Content_Type="text/plain; charset=klingon"),
    "broken word": letter(TO, "x", Subject="=?utf-8?b?" + "A" * 100_000),
    "no base": letter(TO, "@@@@" * 50_000, Content_Transfer_Encoding="base64"),
    "bytes": bytes(range(256)) * 800,
    "empty": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_letter_costs_little(name: str) -> None:
    began = time.process_time()

    found = read(HOSTILE[name], before="talk+")

    assert found is None or isinstance(found, Letter)
    assert time.process_time() - began < 2
