"""What the keys of front matter and amendments say, in French."""

from __future__ import annotations

SAID: dict[str, str] = {
    # front
    "The front matter of a charter; amended like an article, under the key `front`.": "L’en-tête des statuts\u00a0; il se modifie comme un article, sous la clé `front`.",
    "the co-op's name": "le nom de la coopérative",
    "where it is registered, as ISO 3166: “US-MA”, “FR”": "où elle est enregistrée, selon ISO 3166\u00a0: «\u00a0US-MA\u00a0», «\u00a0FR\u00a0»",
    "the ISO 4217 currency of all its money": "la monnaie ISO 4217 de tout son argent",
    "the IANA zone whose days it lives by": "le fuseau IANA dont elle suit les jours",
    "month and day on which its fiscal year starts; the year is named by the one it ends in": "mois et jour où commence son exercice\u00a0; l’année porte le nom de celle où il finit",
    "the languages its members use, first the one of its charter": "les langues de ses membres, d’abord celle de ses statuts",
    "the day the text was adopted": "le jour où le texte a été adopté",
    "not adopted: only a model may leave it out": "il n’a pas été adopté\u00a0: seul un modèle peut l’omettre",
    "the day the text takes effect, written `from`": "le jour où le texte prend effet, écrit `from`",
    "the day it was adopted": "le jour où il a été adopté",
    "a model charter, in force on every day": "un modèle de statuts, en vigueur tous les jours",
    "not a model": "ce n’est pas un modèle",
    "the model it was copied from": "le modèle dont il a été copié",
    "written afresh": "écrit à neuf",
    # amendment
    "The front matter of an amendment; each article it replaces or adds stands below it, whole.": "L’en-tête d’une modification\u00a0; chaque article qu’elle remplace ou ajoute se tient entier dessous.",
    "the day it takes effect, written `from`": "le jour où elle prend effet, écrit `from`",
    "the decision or authority that adopted it": "la décision ou l’autorité qui l’a adoptée",
    "numbers of the articles it replaces; “front” for the front matter": "numéros des articles qu’elle remplace\u00a0; «\u00a0front\u00a0» pour l’en-tête",
    "numbers of the articles it adds": "numéros des articles qu’elle ajoute",
    "numbers of the articles it repeals": "numéros des articles qu’elle abroge",
    "names of pending amendments it takes the place of": "noms des modifications en attente dont elle prend la place",
    "which of two adopted on the same day came later": "laquelle de deux adoptées le même jour est venue après",
    "the only one of its day on its articles": "la seule de son jour sur ses articles",
    "the new front matter, as [front]": "le nouvel en-tête, comme [front]",
    "the front matter stays": "l’en-tête reste",
}
