"""The words of a printed charter that are neither prose nor rule, in each language."""

from __future__ import annotations

from collections.abc import Mapping

EN: Mapping[str, str] = {
    "title": "Bylaws",
    "contents": "Contents",
    "rule": "The rule, in plain words",
    "terms": "Defined terms",
    "front": "What the charter states of the co-op",
    "gone": "Articles that no longer stand",
    "texts": "What was adopted, and when",
    "page": "Page",
    "fingerprint": "Fingerprint (SHA-256)",
    "fingerprint.what": (
        "The fingerprint is the SHA-256 of the text in force, prose and rules as they are written. "
        "Whoever reckons it of the text in force and finds the same has the same bylaws."
    ),
    "dates.adopted": "First adopted on {adopted}, in force from {starts}.",
    "dates.model": "A model: nobody has adopted it, and it is read as of {day}.",
    "dates.day": "As in force on {day}, unchanged since {since}.",
    "dates.day.unchanged": "As in force on {day}, as first adopted.",
    "note.prose": (
        "The words of each article are those that were adopted. Below them each rule is told from what "
        "the software runs, in {language}."
    ),
    "note.numbers": (
        "Numbers beside paragraphs, such as {example}, are printed for citing; they are not part of what"
        " was adopted."
    ),
    "history.base": "As first adopted on {adopted}.",
    "history.added": "Added on {adopted}, in force from {from} — {by}",
    "history.amended": "Amended on {adopted}, in force from {from} — {by}",
    "history.repealed": "Repealed on {adopted}, no longer in force from {from} — {by}",
    "history.later": "To be changed from {from}: adopted on {adopted} — {by}",
    "now": "now {article}",
    "text.base": "The charter as first adopted",
    "text.adopted": "Adopted on {adopted}, in force from {from} — {by}",
    "text.adopted.base": "Adopted on {adopted}, in force from {from}.",
    "text.model": "A model that nobody has adopted.",
    "text.replaces": "Replaces: {articles}.",
    "text.adds": "Adds: {articles}.",
    "text.repeals": "Repeals: {articles}.",
    "text.front": "what the charter states of the co-op",
    "text.later": "It takes effect later.",
    "in": "in {article}",
}
ES: Mapping[str, str] = {
    "title": "Estatutos",
    "contents": "Índice",
    "rule": "La regla, en palabras sencillas",
    "terms": "Términos definidos",
    "front": "Lo que los estatutos declaran de la cooperativa",
    "gone": "Artículos que ya no rigen",
    "texts": "Qué se adoptó y cuándo",
    "page": "Página",
    "fingerprint": "Huella (SHA-256)",
    "fingerprint.what": (
        "La huella es el SHA-256 del texto vigente, prosa y reglas tal como están escritas. Quien la "
        "calcule del texto vigente y obtenga la misma tiene los mismos estatutos."
    ),
    "dates.adopted": "Adoptados por primera vez el {adopted}, en vigor desde el {starts}.",
    "dates.model": "Un modelo: nadie lo ha adoptado; se lee a fecha del {day}.",
    "dates.day": "Tal como rigen el {day}, sin cambios desde el {since}.",
    "dates.day.unchanged": "Tal como rigen el {day}, como se adoptaron por primera vez.",
    "note.prose": (
        "Las palabras de cada artículo son las que se adoptaron. Debajo, cada regla se cuenta a partir "
        "de lo que ejecuta el programa, en {language}."
    ),
    "note.numbers": (
        "Los números junto a los párrafos, como {example}, se imprimen para citar; no forman parte de lo"
        " adoptado."
    ),
    "history.base": "Como se adoptó por primera vez el {adopted}.",
    "history.added": "Añadido el {adopted}, en vigor desde el {from} — {by}",
    "history.amended": "Modificado el {adopted}, en vigor desde el {from} — {by}",
    "history.repealed": "Derogado el {adopted}, ya no rige desde el {from} — {by}",
    "history.later": "Cambiará desde el {from}: adoptado el {adopted} — {by}",
    "now": "ahora {article}",
    "text.base": "Los estatutos como se adoptaron por primera vez",
    "text.adopted": "Adoptado el {adopted}, en vigor desde el {from} — {by}",
    "text.adopted.base": "Adoptado el {adopted}, en vigor desde el {from}.",
    "text.model": "Un modelo que nadie ha adoptado.",
    "text.replaces": "Sustituye: {articles}.",
    "text.adds": "Añade: {articles}.",
    "text.repeals": "Deroga: {articles}.",
    "text.front": "lo que los estatutos declaran de la cooperativa",
    "text.later": "Entra en vigor más adelante.",
    "in": "en {article}",
}
FR: Mapping[str, str] = {
    "title": "Statuts",
    "contents": "Sommaire",
    "rule": "La règle, en mots simples",
    "terms": "Termes définis",
    "front": "Ce que les statuts déclarent de la coopérative",
    "gone": "Articles qui ne sont plus en vigueur",
    "texts": "Ce qui a été adopté, et quand",
    "page": "Page",
    "fingerprint": "Empreinte (SHA-256)",
    "fingerprint.what": (
        "L’empreinte est le SHA-256 du texte en vigueur, prose et règles telles qu’elles sont écrites. "
        "Qui la calcule du texte en vigueur et trouve la même a les mêmes statuts."
    ),
    "dates.adopted": "Adoptés pour la première fois le {adopted}, en vigueur depuis le {starts}.",
    "dates.model": "Un modèle : personne ne l’a adopté ; il est lu au {day}.",
    "dates.day": "Tels qu’en vigueur le {day}, inchangés depuis le {since}.",
    "dates.day.unchanged": "Tels qu’en vigueur le {day}, comme adoptés la première fois.",
    "note.prose": (
        "Les mots de chaque article sont ceux qui ont été adoptés. Au-dessous, chaque règle est dite "
        "d’après ce que le logiciel exécute, en {language}."
    ),
    "note.numbers": (
        "Les numéros à côté des paragraphes, tels que {example}, sont imprimés pour citer ; ils ne font "
        "pas partie de ce qui a été adopté."
    ),
    "history.base": "Comme adopté la première fois le {adopted}.",
    "history.added": "Ajouté le {adopted}, en vigueur depuis le {from} — {by}",
    "history.amended": "Modifié le {adopted}, en vigueur depuis le {from} — {by}",
    "history.repealed": "Abrogé le {adopted}, plus en vigueur à partir du {from} — {by}",
    "history.later": "Changera à partir du {from} : adopté le {adopted} — {by}",
    "now": "aujourd’hui {article}",
    "text.base": "Les statuts comme adoptés la première fois",
    "text.adopted": "Adopté le {adopted}, en vigueur depuis le {from} — {by}",
    "text.adopted.base": "Adopté le {adopted}, en vigueur depuis le {from}.",
    "text.model": "Un modèle que personne n’a adopté.",
    "text.replaces": "Remplace : {articles}.",
    "text.adds": "Ajoute : {articles}.",
    "text.repeals": "Abroge : {articles}.",
    "text.front": "ce que les statuts déclarent de la coopérative",
    "text.later": "Prend effet plus tard.",
    "in": "à {article}",
}
WORDS: Mapping[str, Mapping[str, str]] = {"en": EN, "es": ES, "fr": FR}
