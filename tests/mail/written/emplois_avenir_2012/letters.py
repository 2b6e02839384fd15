# SPDX-License-Identifier: Apache-2.0
"""The messages of the demo of emplois-avenir-2012, in the order of their coming."""
from compose import File, Mail

from .answers import (ARMOR, BROUILLON, EPURE, ESQUISSE, FICTIF_NORD, GABARIT, GABARIT_NORD, ILE,
                      IMAGINAIRE, MAQUETTE, TOIT, TROIS)

HELLO = "Bonjour,\n\n"
BYE = "\n\nBien cordialement,"

# 2013 and what concerns it: read already (Maildir's cur).
READ = [
    Mail("01-trois-exemples-deux-emplois", "2013-03-11 10:20", TROIS, "Deux emplois d'avenir",
         HELLO + "Voici les fiches des deux emplois créés avec Imaginaire-Habitat." + BYE,
         [File("trois-emploi-1.odt", "fiche-1 médiation.odt", naming="2231"),
          File("trois-emploi-2.odt", "fiche-1 services.odt")]),
    Mail("02-imaginaire-habitat-meme-emploi", "2013-03-20 03:00",
         IMAGINAIRE + ":si@imaginaire-habitat.example", "fiche-1 99980051900012 2013", "",
         [File("imaginaire-emploi-1.xml", "fiche-1.xml")], alone=True),
    Mail("03-grand-gabarit-parcours", "2013-04-15 14:05", GABARIT, "Fiche 1",
         HELLO + "Un emploi d'avenir a commencé lundi dernier aux jardins." + BYE,
         [File("gabarit-emploi.odt", "fiche-1.odt")], html=True),
    Mail("04-fictif-logement-vu-autrement", "2013-05-02 09:40", FICTIF_NORD,
         "Emploi d'avenir avec la Régie du Grand-Gabarit",
         HELLO + "Ci-joint la fiche de l'emploi que nous finançons." + BYE,
         [File("fictif-emploi.odt", "fiche-1.odt")], charset="iso-8859-1", coding="8bit"),
    Mail("05-pays-maquette-mauvais-siret", "2013-06-10 16:30", MAQUETTE, "Fiche 1",
         HELLO + "Notre premier emploi d'avenir." + BYE,
         [File("maquette-emploi-faux.odt", "fiche-1.odt")]),
    Mail("06-pays-maquette-correction", "2013-06-12 09:10", MAQUETTE, "RE: Fiche 1 à corriger",
         HELLO + "J'avais recopié le SIRET de nos voisins. Voici la fiche corrigée." + BYE,
         [File("maquette-emploi.odt", "fiche-1 corrigée.odt", naming="2047")]),
    Mail("07-absence", "2013-07-15 08:01",
         "Nadia Buvard <dsu@habitat-imaginaire-med.example>",
         "Absence : Relance - fiches du premier semestre",
         "Je suis en congé jusqu'au 19 août 2013. En cas d'urgence, écrivez à l'accueil.",
         headers=("Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All")),
    Mail("08-gabarit-nord-soutien", "2013-07-25 11:15", GABARIT_NORD, "Fiche 2, premier semestre",
         HELLO + "Notre soutien aux Régies de janvier à juin." + BYE,
         [File("nord-soutien.odt", "fiche-2.odt")]),
    Mail("09-imaginaire-habitat-soutien", "2013-07-30 03:00",
         IMAGINAIRE + ":si@imaginaire-habitat.example", "fiche-2 99980051900012 2013-S1", "",
         [File("imaginaire-soutien-s1.xml", "fiche-2.xml")], alone=True),
    Mail("10-trois-exemples-suite", "2014-01-15 10:00", TROIS, "Fiches 1 et 3",
         HELLO + "Du nouveau pour l'emploi n° 2, et notre fiche 3." + BYE,
         [File("trois-emploi-2-suite.odt", "fiche-1 services.odt"),
          File("trois-besoins.odt", "fiche-3.odt")]),
    Mail("11-imaginaire-habitat-deux-fiches", "2014-01-28 15:50", IMAGINAIRE, "Fiches 2 et 3",
         HELLO + "La fiche 2 est saisie à la main, la fiche 3 sort de notre logiciel." + BYE,
         [File("imaginaire-soutien-s2.odt", "fiche-2.odt"),
          File("imaginaire-besoins.xml", "fiche-3.xml", type="text/xml")]),
    Mail("12-grand-gabarit-besoins", "2014-02-10 09:00", GABARIT, "Fiche 3",
         HELLO + "Nos besoins pour l'année qui vient." + BYE,
         [File("gabarit-besoins.odt", "fiche-3.odt")]),
    Mail("13-gabarit-nord-besoins", "2014-02-11 17:20", GABARIT_NORD, "Fiche 3",
         HELLO + "Fiche 3 de notre société." + BYE,
         [File("nord-besoins.odt", "fiche-3.odt")]),
    Mail("14-ush-actions", "2014-02-13 12:00", "USH", "Fiche 3 de l'USH",
         HELLO + "Ce que nous avons fait en 2013." + BYE,
         [File("ush-besoins.odt", "fiche-3.odt")]),
    Mail("15-cnlrq-actions", "2014-02-14 10:30", "CNLRQ", "Fiche 3 du CNLRQ",
         HELLO + "La fiche du comité national." + BYE,
         [File("cnlrq-besoins.odt", "fiche-3.odt")]),
]

# Jobs of 2014 and the first half's support: not read yet (Maildir's new).
NEW = [
    Mail("16-epure-emploi", "2014-03-20 11:00", EPURE, "Un emploi d'avenir",
         HELLO + "Notre fiche 1." + BYE, [File("epure-emploi.odt", "fiche-1.odt")]),
    Mail("17-exemple-toit-meme-emploi", "2014-03-25 16:45", TOIT, "Fiche 1",
         HELLO + "La Régie de l'Épure vous a sans doute envoyé la sienne." + BYE,
         [File("toit-emploi.odt", "fiche-1.odt")]),
    Mail("18-nord-esquisse-emploi", "2014-04-14 08:50", ESQUISSE, "Fiche 1",
         HELLO + "Le contrat s'est arrêté au bout de trois mois." + BYE,
         [File("esquisse-emploi.fodt", "fiche-1.fodt", type="text/xml")]),
    Mail("19-brouillon-emploi", "2014-04-30 18:10", BROUILLON, "Une embauche !",
         HELLO + "Une bonne nouvelle, voir la fiche." + BYE,
         [File("brouillon-emploi.odt", "fiche-1.odt")]),
    Mail("20-brouillon-renvoi", "2014-05-19 09:30", BROUILLON, "Fiche 1 (renvoi)",
         HELLO + "Sans réponse de votre part, je renvoie la fiche." + BYE,
         [File("brouillon-emploi.odt", "fiche-1.odt")]),
    Mail("21-question", "2014-06-02 14:14",
         "Pauline Moule <contact@foyers-fictifs-est.example>", "Question sur la fiche 1",
         HELLO + "Un contrat d'apprentissage compte-t-il comme un emploi d'avenir ?" + BYE),
    Mail("22-armor-deux-fiches", "2014-07-10 10:40", ARMOR, "Fiches 1 et 2",
         HELLO + "Avec un peu de retard, l'emploi de février, et la fiche 2." + BYE,
         [File("armor-emploi.odt", "fiche-1.odt"), File("armor-soutien.odt", "fiche-2.odt")]),
    Mail("23-ile-modele-zip", "2014-07-15 06:30", ILE, "Exports de notre logiciel",
         HELLO + "Les deux fiches sont dans l'archive." + BYE,
         [File("ile-emploi.xml+ile-soutien.xml", "exports.zip",
               members=("fiche-1.xml", "fiche-2.xml"))]),
]

ARCHIVED = []
