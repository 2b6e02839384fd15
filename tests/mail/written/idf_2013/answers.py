# SPDX-License-Identifier: Apache-2.0
"""What the people of the demo of idf-2013 typed; see forms.py for how it is written here.  All
organisations and figures are invented."""
YEAR, S1, S2 = "2013-2014", "2013-2014-S1", "2013-2014-S2"

COLETTE, MAQUETTE, MODELE, CFA = "0779101Z", "0779102A", "0939101M", "0939102N"
CFA_NEW, SPECIMEN, GRETA94, GABARIT = "0939103P", "0949101G", "0949102H", "0759101K"
ECHANTILLON, SOCIAL, GRETA75, CANEVAS = "0759102L", "0759103M", "0759104N", "0789101U"
EPURE, ESQUISSE, SERVICES, PATRON = "0789102V", "0919101Y", "0919102Z", "0929101T"
NDM, PROTOTYPE, BROUILLON = "0929102U", "0959101B", "0959102C"
FICTIF, LOGEMENT, NORD = "99990001200017", "99990002000010", "99990002000028"
TOIT, HLM, FOYERS, MAQ_HABITAT = ("99990003800012", "99990004600015", "99990005300011",
                                  "99990006100014")

ODT = {
    # ---- 2.1: the meeting of 26 November 2013, declared by both of its organisers ----
    "ush-2.1": ("2.1", "USH", YEAR, "Irène Fictive, emploi et formation", "05/12/2013", {
        "10": "mardi 26 novembre 2013 matin", "11": "Lycée Imaginaire Honoré-Gabarit, Paris",
        "12": "120", "13.PROF": "41", "13.CFA": "6", "13.DCFA": "2", "13.CIO": "5", "13.COP": "8",
        "13.CE": "9", "13.CT": "7", "13.INS": "4", "14": "58", "15": "16/20"}),
    "creteil-2.1": ("2.1", "CRETEIL", YEAR, "Aline Modèle, DAET", "18/12/2013", {
        "10": "26/11/2013", "11": "Lycée Imaginaire Honoré-Gabarit, Paris", "12": "120",
        "13.PROF": "41", "13.CFA": "6", "13.DCFA": "2", "13.CIO": "5", "13.COP": "8", "13.CE": "9",
        "13.CT": "7", "13.INS": "4", "14": "58", "15": "8,0"}),
    # ---- first half of 2013-2014 ----
    "colette-3.3-s1": ("3.3", COLETTE, S1, "Noël Témoin, proviseur", "06/02/2014", {
        "10.GI": "2|22|10", "10.SPVL": "3|25|0",
        "90": "Le gardien de la résidence voisine est venu deux fois."}),
    "modele-3.3-s1": ("3.3", MODELE, S1, "Paul Calque, chef de travaux", "07/02/2014", {
        "10.SPVL": "1|28|12", "10.PI": "2|30|0", "10.ESF": "0|0|0"}),
    "specimen-3.3-s1": ("3.3", SPECIMEN, S1, "Rémi Trame, proviseur", "11/02/2014", {
        "10.PI": "1|25|0", "10.ESF": "1|20|6", "10.CESF": "néant|néant|néant"}),
    "echantillon-3.3-s1-faux": ("3.3", ECHANTILLON, S1, "Ursule Gomme, chef de travaux",
                                "12/02/2014", {"10.GI": "0|15|4", "10.SPVL": "2|24|6"}),
    "echantillon-3.3-s1": ("3.3", ECHANTILLON, S1, "Ursule Gomme, chef de travaux", "14/02/2014", {
        "10.GI": "1|15|4", "10.SPVL": "2|24|6"}),
    "canevas-3.3-s1": ("3.3", CANEVAS, S1, "Wanda Buvard, secrétariat", "13/02/2014", {
        "10.GI": "2 interventions|une trentaine|12", "10.SPVL": "1|environ 20|0"}),
    "prototype-3.3-s1": ("3.3", PROTOTYPE, S1, "Cyril Papier, chef de travaux", "14/02/2014", {
        "10.GI": "1|12|0", "10.SPVL": "2|26|9"}),
    "patron-3.3-s1": ("3.3", PATRON, S1, "Armand Tampon, proviseur adjoint", "17 février 2014", {
        "04": "S1 2013-2014", "10.PI": "3|42|15", "10.ESF": "1|22|0", "10.CESF": "2|14|14"}),
    "gabarit-3.3-annee": ("3.3", GABARIT, YEAR, "Tristan Plan, proviseur", "17/02/2014", {
        "10.PI": "2|38|0", "10.SP3S": "0|0|0"}),
    "ush-1-s1": ("1", "USH", S1, "Irène Fictive", "20/02/2014", {
        "10": "14", "11": "16/12/2013", "12": "3", "13": "210", "14": "96", "15": "81", "17": "2",
        "16": "Les fiches métiers sont appréciées.\nBeaucoup demandent à visiter un chantier."}),
    "afpols-1-s1": ("1", "AFPOLS", S1, "Léon Gabarit", "21/02/2014", {
        "10": "6", "11": "20 janvier 2014", "12": "2", "13": "néant", "14": "néant",
        "15": "néant", "17": "1"}),
    "creteil-1-s1": ("1", "CRETEIL", S1, "Aline Modèle, DAET", "24/02/2014", {
        "10": "5", "11": "12/12/2013", "12": "4", "13": "85", "14": "52", "15": "47", "17": "3",
        "16": "Demande de visites pour les classes de seconde."}),
    "creteil-5-s1": ("5", "CRETEIL", S1, "Fabien Canevas, inspecteur", "24/02/2014", {
        "10": "[x] oui", "11.PI": "1", "11.GI": "0",
        "12": "BTS Professions immobilières : nouvelle grille de l'épreuve orale, session 2014."}),
    "paris-1-s1-faux": ("1", "PARIS", S1, "Basile Spécimen, DAFPIC", "25/02/2014", {
        "10": "3", "11": "fin 2013", "12": "2", "13": "40", "14": "31", "15": "34"}),
    "paris-1-s1": ("1", "PARIS", S1, "Basile Spécimen, DAFPIC", "27/02/2014", {
        "10": "3", "11": "fin 2013", "12": "2", "13": "40", "14": "31", "15": "28"}),
    "paris-5-s1": ("5", "PARIS", S1, "Gisèle Épure, inspectrice", "27/02/2014", {
        "10": "[x] non", "11.GI": "néant", "11.SPVL": "néant", "11.PI": "néant", "11.ESF": "néant",
        "11.CESF": "néant", "11.SP3S": "néant"}),
    # ---- the year 2013-2014 ----
    "ush-4": ("4", "USH", YEAR, "Irène Fictive", "20/06/2014", {
        "10": "jeudi 12 juin 2014", "11": "23", "12": "146", "14.GI": "85", "14.SPVL": "40",
        "14.PI": "60", "14.ESF": "12", "14.CESF": "25", "14.SP3S": "5",
        "15": "Gardiens : aisance avec le public et avec l'informatique.",
        "16": "Le gardien devient responsable de site ; la gestion des copropriétés se développe.",
        "17": "Maintenir les sections de CAP GI ; envisager une ouverture en BTS PI à l'est."}),
    "colette-3.2-faux": ("3.2", COLETTE, YEAR, "Noël Témoin, proviseur", "16/06/2014", {
        "10.GI": "24|9|26|9|26", "10.SPVL": "28|15|18|10|20"}),
    "colette-3.2": ("3.2", COLETTE, YEAR, "Noël Témoin, proviseur", "18/06/2014", {
        "10.GI": "24|9|20|8|26", "10.SPVL": "28|15|18|10|20", "11.SCO": "52|38"}),
    "maquette-3.2": ("3.2", MAQUETTE, YEAR, "Odile Pochoir, directrice", "17/06/2014", {
        "10.ESF": "30|27|6|6|six", "10.SP3S": "26|22|4|3|4"}),
    "modele-3.2": ("3.2", MODELE, YEAR, "Paul Calque, chef de travaux", "19/06/2014", {
        "10.SPVL": "32|18|25|14|25", "10.PI": "30|14|22|10|24", "10.ESF": "24|22|5|5|5",
        "11.SCO": "32|25", "11.ETU": "54|27"}),
    "modele-3.2-bis": ("3.2", MODELE, YEAR, "Bureau des stages", "27/06/2014", {
        "06": "stages@jean-modele.example", "10.SPVL": "32|18|27|15|31", "10.PI": "30|14|22|10|24",
        "10.ESF": "24|22|5|5|5", "11.SCO": "32|27", "11.ETU": "54|27"}),
    "cfa-3.2": ("3.2", CFA, YEAR, "Quitterie Moule, directrice", "20/06/2014", {
        "10.GI": "20|5|18|4|18", "10.PI": "28|15|26|14|28", "11.APP": "48|44"}),
    "cfa-3.3-s2": ("3.3", CFA, S2, "Quitterie Moule, directrice", "20/06/2014", {
        "10.GI": "4|20|18", "10.PI": "3|28|26"}),
    "specimen-3.2-faux": ("3.2", SPECIMEN, YEAR, "Rémi Trame, proviseur", "20/06/2014", {
        "02": "0949101C", "10.PI": "56|30|21|12|25", "10.ESF": "48|44|9|8|9",
        "10.CESF": "24|22|11|10|11"}),
    "specimen-3.2": ("3.2", SPECIMEN, YEAR, "Secrétariat des BTS", "23/06/2014", {
        "06": "bts@simone-specimen.example", "10.PI": "56|30|21|12|25", "10.ESF": "48|44|9|8|9",
        "10.CESF": "24|22|11|10|11"}),
    "greta94-3.2": ("3.2", GRETA94, YEAR, "Sonia Forme, coordinatrice", "23/06/2014", {
        "10.GI": "14|4|9|2|9", "10.CESF": "12|11|3|3|s.o.", "11.SFC": "26|12"}),
    "gabarit-3.2": ("3.2", GABARIT, YEAR, "Tristan Plan, proviseur", "26/06/2014", {
        "10.PI": "62|35|28|17|{gras}31", "10.SP3S": "30|27|2|2|2"}),
    "echantillon-3.2": ("3.2", ECHANTILLON, YEAR, "Ursule Gomme, chef de travaux", "24/06/2014", {
        "10.GI": "18|6|15|5|22", "10.SPVL": "26|14|12|7|12", "11.SCO": "44|27"}),
    "echantillon-3.3-s2": ("3.3", ECHANTILLON, S2, "Ursule Gomme, chef de travaux", "24/06/2014", {
        "10.GI": "2|17|11", "10.SPVL": "1|23|0"}),
    "social-3.2": ("3.2", SOCIAL, YEAR, "Victor Crayon, scolarité", "25/06/2014", {
        "10.ESF": "45|42|néant|néant|néant", "10.CESF": "38|36|aucun|aucun|0",
        "90": "Nos étudiants font leurs stages en centre social : aucun bailleur n'a répondu."}),
    "greta75-3.2": ("3.2", GRETA75, YEAR, "L'équipe du GRETA", "25/06/2014", {
        "06": "greta.paris.exemple@courrier-libre.example", "10.GI": "16|5|7|2|7",
        "11.SFC": "16|7"}),
    "canevas-3.2": ("3.2", CANEVAS, YEAR, "Wanda Buvard, secrétariat", "26/6/14", {
        "10.GI": "24 élèves|7|~20|5|douze", "10.SPVL": "27|16|12 (douze)|8|14"}),
    "epure-3.2": ("3.2", EPURE, YEAR, "Xavier Règle, proviseur", "26/06/2014", {
        "10.ESF": "52|48|8|8|8", "10.SP3S": "34|30|1|1|1", "11.ETU": "86|9"}),
    "esquisse-3.2": ("3.2", ESQUISSE, YEAR, "Yvonne Compas, chef de travaux", "27/06/2014", {
        "10.SPVL": "30 à 40|18|15|9|17"}),
    "services-3.2": ("3.2", SERVICES, YEAR, "Zoé Équerre, directrice", "27/06/2014", {
        "10.GI": "22|6|21|6|21", "10.PI": "18|10|15|8|16", "11.APP": "40|36"}),
    "patron-3.2": ("3.2", PATRON, YEAR, "Armand Tampon, proviseur adjoint", "30/06/2014", {
        "10.PI": "58|31|{suivi}38→36|20|30", "10.ESF": "46|43|7|7|7", "10.CESF": "22|20|9|8|9"}),
    "ndm-3.2": ("3.2", NDM, YEAR, "Blanche Encre, directrice", "01/07/2014", {
        "03": "Paris", "10.SP3S": "18|16|3|2|3"}),
    "prototype-3.2": ("3.2", PROTOTYPE, YEAR, "Cyril Papier, chef de travaux", "01/07/2014", {
        "10.GI": "16|4|{note}13|3|15", "10.SPVL": "29|17|20|11|23", "11.SCO": "45|33"}),
    "brouillon-3.2": ("3.2", BROUILLON, YEAR, "Dora Plume, proviseure", "04/07/2014", {
        "10.ESF": "28|26|4|4|4"}),
    "inconnu-3.2": ("3.2", "0779199F", YEAR, "La direction", "10/07/2014", {
        "01": "Lycée Imaginaire des Absents", "03": "CRETEIL", "10.GI": "12|3|6|2|6"}),
    "toit-3.2": ("3.2", TOIT, YEAR, "Gaspard Gomette, gestion du personnel", "07/07/2014", {
        "02": "999 900 038", "20": "1", "21": "2", "22": "6", "23": "1"}),
    "foyers-3.2": ("3.2", FOYERS, YEAR, "Ivan Copie, siège", "08/07/2014", {
        "03": "Ile de France", "10.GI": "9|3|9|3|9", "20": "2", "21": "zéro", "22": "27",
        "23": "3", "24": "1"}),
    "nord-3.2": ("3.2", NORD, YEAR, "Flore Étiquette, responsable d'agence", "09/07/2014", {
        "02": "999900020", "20": "0", "21": "0", "22": "5"}),
    "maq-habitat-3.2": ("3.2", MAQ_HABITAT, YEAR, "Jeanne Calibre, accueil", "08/07/2014", {
        "20": "1", "21": "1", "22": "8", "23": "2"}),
    "social-2.2": ("2.2", SOCIAL, YEAR, "Victor Crayon", "25/06/2014", {
        "10.ESF": "0|0", "10.CESF": "1|0", "11": "1", "12": "0", "13": "0"}),
    "colette-2.2": ("2.2", COLETTE, YEAR, "Noël Témoin, proviseur", "30/06/2014", {
        "10.GI": "1|2", "10.SPVL": "2|0", "11": "3", "12": "1", "13": "4",
        "14": "Étude de cas sur l'état des lieux, reprise en CCF.", "15": "satisfaisante",
        "16": "2"}),
    "specimen-2.2": ("2.2", SPECIMEN, YEAR, "Rémi Trame, proviseur", "01/07/2014", {
        "10.PI": "0|1", "10.ESF": "1|0", "10.CESF": "0|0", "11": "1", "12": "0", "13": "3",
        "15": "S", "16": "5"}),
    "modele-2.2": ("2.2", MODELE, YEAR, "Paul Calque, chef de travaux", "10/07/2014", {
        "10.SPVL": "2|1", "10.PI": "1|0", "10.ESF": "0|0", "11": "2", "12": "1", "13": "5",
        "15": "Très satisfaisante", "16": "1"}),
    "epure-2.2": ("2.2", EPURE, YEAR, "Xavier Règle, proviseur", "11/07/2014", {
        "10.ESF": "2|1", "10.SP3S": "0|0", "11": "2", "12": "0", "13": "deux", "15": "PS"}),
    "ush-3.1": ("3.1", "USH", YEAR, "Irène Fictive", "30/06/2014", {
        "11": "1 840", "13": "14/04/2014",
        "15": "Envoyé à tous les organismes d'Île-de-France et remis lors du congrès."}),
    "versailles-3.1": ("3.1", "VERSAILLES", YEAR, "Édith Esquisse", "03/07/2014", {
        "03": "académie de Versailles", "10": "350", "11": "412", "12.DIR": "2", "12.RRH": "7",
        "12.TUT": "4", "12.MS": "6", "14": "9"}),
    "colette-3.1": ("3.1", COLETTE, YEAR, "Noël Témoin, proviseur", "30/06/2014", {
        "10": "120", "12.DIR": "1", "12.RRH": "2", "12.TUT": "5", "12.MS": "3", "14": "4",
        "15": "Donné aux élèves de première pour leur recherche de stage."}),
    "prototype-3.1": ("3.1", PROTOTYPE, YEAR, "Cyril Papier, chef de travaux", "01/07/2014", {
        "10": "60", "12.DIR": "0", "12.RRH": "1", "12.TUT": "2", "14": "5"}),
    # ---- second half of 2013-2014 ----
    "colette-3.3-s2": ("3.3", COLETTE, S2, "Noël Témoin, proviseur", "15/07/2014", {
        "10.GI": "3|24|16", "10.SPVL": "2|27|12"}),
    "modele-3.3-s2": ("3.3", MODELE, S2, "Paul Calque, chef de travaux", "10/07/2014", {
        "10.SPVL": "2|30|0", "10.PI": "1|28|14", "10.ESF": "1|24|0"}),
    "epure-3.3-s2": ("3.3", EPURE, S2, "Xavier Règle, proviseur", "11/07/2014", {
        "10.ESF": "2|50|10", "10.SP3S": "néant|néant|néant"}),
    "prototype-3.3-s2": ("3.3", PROTOTYPE, S2, "Cyril Papier, chef de travaux", "18/07/2014", {
        "10.GI": "1|14|6", "10.SPVL": "1|25|0"}),
    "esquisse-3.3-s2": ("3.3", ESQUISSE, S2, "Yvonne Compas, chef de travaux", "07/07/2014", {
        "10.SPVL": "2|31|14"}),
    "maquette-3.3-s2": ("3.3", MAQUETTE, S2, "Odile Pochoir, directrice", "17/06/2014", {
        "10.ESF": "1|28|0", "10.SP3S": "0|0|0"}),
    "specimen-3.3-s2": ("3.3", SPECIMEN, S2, "Secrétariat des BTS", "23/06/2014", {
        "10.PI": "2|52|10", "10.ESF": "1|45|0", "10.CESF": "1|22|11"}),
    "social-3.3-s2": ("3.3", SOCIAL, S2, "Victor Crayon, scolarité", "25/06/2014", {
        "10.ESF": "néant|néant|néant", "10.CESF": "1|36|0"}),
    "canevas-3.3-s2": ("3.3", CANEVAS, S2, "Wanda Buvard, secrétariat", "26/06/2014", {
        "10.GI": "1|21|0", "10.SPVL": "2|25|13"}),
    "services-3.3-s1": ("3.3", SERVICES, S1, "Zoé Équerre, directrice", "27/06/2014", {
        "10.GI": "3|22|20", "10.PI": "1|16|0"}),
    "services-3.3-s2": ("3.3", SERVICES, S2, "Zoé Équerre, directrice", "27/06/2014", {
        "10.GI": "2|21|12", "10.PI": "2|18|18"}),
    "patron-3.3-s2": ("3.3", PATRON, S2, "Armand Tampon, proviseur adjoint", "30/06/2014", {
        "10.PI": "2|55|0", "10.ESF": "0|0|8", "10.CESF": "1|20|0"}),
    "ndm-3.3-s2": ("3.3", NDM, S2, "Blanche Encre, directrice", "01/07/2014", {
        "10.SP3S": "1|17|3"}),
    "gabarit-3.3-s1": ("3.3", GABARIT, S1, "Tristan Plan, proviseur", "26/06/2014", {
        "10.PI": "2|38|0", "10.SP3S": "0|0|0"}),
    "gabarit-3.3-s2": ("3.3", GABARIT, S2, "Tristan Plan, proviseur", "26/06/2014", {
        "10.PI": "1|40|12", "10.SP3S": "1|28|0"}),
    "afpols-3.3": ("3.3", "AFPOLS", S2, "Léon Gabarit", "02/07/2014", {
        "10.GI": "2|30|0"}),
    "versailles-1-s2": ("1", "VERSAILLES", S2, "Capucine Échantillon", "10/07/2014", {
        "10": "4", "12": "3", "13": "70", "14": "44", "15": "39", "17": "2"}),
    "versailles-5-s2": ("5", "VERSAILLES", S2, "Hervé Brouillon, inspecteur", "10/07/2014", {
        "10": "[x] oui", "11.SPVL": "1", "11.ESF": "2",
        "12": "Bac Pro SPVL : calendrier du CCF. BTS ESF : deux unités rénovées."}),
    "creteil-1-s2": ("1", "CRETEIL", S2, "Aline Modèle, DAET", "11/07/2014", {
        "10": "7", "12": "2", "13": "60", "14": "63", "15": "58", "17": "1"}),
    "creteil-5-s2": ("5", "CRETEIL", S2, "Fabien Canevas, inspecteur", "11/07/2014", {
        "10": "[x] oui", "11.PI": "2"}),
    "ush-1-s2": ("1", "USH", S2, "Irène Fictive", "15/07/2014", {
        "10": "9", "12": "5", "13": "180", "14": "101", "15": "90", "17": "1"}),
    # ---- 2014-2015, and what had become of the pupils of 2013-2014 ----
    "ush-2.1-2014": ("2.1", "USH", "2014-2015", "Irène Fictive", "08/12/2014", {
        "10": "28/11/2014", "11": "Rectorat de l'académie de Créteil", "12": "140",
        "13.PROF": "52", "13.CFA": "9", "13.CIO": "3", "13.COP": "11", "13.CE": "6", "13.CT": "8",
        "13.INS": "5", "14": "71", "15": "7,8"}),
    "colette-3.3-2014-s1": ("3.3", COLETTE, "2014-2015-S1", "Noël Témoin, proviseur", "05/02/2015",
                            {"10.GI": "3|26|12", "10.SPVL": "4|29|8"}),
    "cfa-nouveau-3.3": ("3.3", CFA_NEW, "2014-2015-S1", "Quitterie Moule, directrice", "09/02/2015",
                        {"10.GI": "5|22|20", "10.PI": "2|25|25"}),
    "ush-1-2014-s1": ("1", "USH", "2014-2015-S1", "Irène Fictive", "20/02/2015", {
        "10": "17", "12": "4", "13": "260", "14": "143", "15": "129", "17": "3"}),
    "colette-3.4": ("3.4", COLETTE, YEAR, "Noël Témoin, proviseur", "03/02/2015", {
        "10.GI": "12|4|5|2", "10.SPVL": "14|8|3|2", "11": "01/02/2015"}),
    "modele-3.4": ("3.4", MODELE, YEAR, "Paul Calque, chef de travaux", "10/02/2015", {
        "10.SPVL": "40|20|6|3", "10.PI": "14|7|4|2", "10.ESF": "10||1|1", "11": "01/02/2015"}),
    "specimen-3.4": ("3.4", SPECIMEN, YEAR, "Rémi Trame, proviseur", "12/02/2015", {
        "10.PI": "26|13|7|3", "10.ESF": "21|19|0|0", "10.CESF": "12|11|5|5",
        "11": "1er février 2015"}),
    "prototype-3.4": ("3.4", PROTOTYPE, YEAR, "Cyril Papier, chef de travaux", "13/03/2015", {
        "10.GI": "8|2|9|2", "10.SPVL": "13|8|2|1", "11": "15/02/2015"}),
    "epure-3.4": ("3.4", EPURE, YEAR, "Xavier Règle, proviseur", "09/04/2015", {
        "10.ESF": "25|23|2|2", "10.SP3S": "16|14|0|0", "11": "01/03/2015"}),
    "ush-3.4": ("3.4", "USH", YEAR, "Irène Fictive", "20/03/2015", {"20": "146"}),
    "colette-3.2-2014": ("3.2", COLETTE, "2014-2015", "Noël Témoin, proviseur", "22/06/2015", {
        "10.GI": "26|10|23|9|27", "10.SPVL": "30|17|24|14|28", "11.SCO": "56|47"}),
    "canevas-3.2-2014": ("3.2", CANEVAS, "2014-2015", "Wanda Buvard, secrétariat", "25/06/2015", {
        "10.GI": "22|8|19|7|21", "10.SPVL": "28|16|15|9|15"}),
}

# The landlords' own programs write XML: (sheet, organisation, period, author, date, elements).
XML = {
    "fictif-3.2": ("3.2", FICTIF, YEAR, "Service informatique", "2014-07-02", [
        ("jurys_ccf", "3"), ("jurys_ponctuelles", "2"), ("stagiaires_accueillis", "31"),
        ("professeurs_accueillis", "4"), ("jurys_vae", "1")]),
    "logement-3.2-faux": ("3.2", LOGEMENT, YEAR, "Éric Carton", "2014-07-02", [
        ("jurys_ccf", "5"), ("jurys_ponctuelles", "1"),
        ("stagiaires_accueillis", "quarante-quatre"), ("professeurs_accueillis", "2")]),
    "logement-3.2": ("3.2", LOGEMENT, YEAR, "Éric Carton", "2014-07-04", [
        ("jurys_ccf", "5"), ("jurys_ponctuelles", "1"), ("stagiaires_accueillis", "44"),
        ("professeurs_accueillis", "2")]),
    "hlm-3.2": ("3.2", HLM, YEAR, "Hélène Modelage", "2014-07-07", [
        ("jurys_ccf", "2"), ("jurys_ponctuelles", None), ("stagiaires_accueillis", "19")]),
    "fictif-3.4": ("3.4", FICTIF, YEAR, "Service informatique", "2015-03-10", [
        ("offres", "18"), ("embauches_bailleur", "6")]),
    "logement-3.4": ("3.4", LOGEMENT, YEAR, "Éric Carton", "2015-03-12", [
        ("offres", "35"), ("embauches_bailleur", "9")]),
    "fictif-3.2-2014": ("3.2", FICTIF, "2014-2015", "Service informatique", "2015-06-30", [
        ("jurys_ccf", "4"), ("jurys_ponctuelles", "2"), ("stagiaires_accueillis", "36"),
        ("professeurs_accueillis", "3")]),
}

# What isn't saved as .odt, or not only; a picture is a photograph of the printed form.
FORMATS = {"modele-3.2": [".fodt"], "greta94-3.2": [".ott"], "gabarit-3.2": [".docx", ".odt"],
           "maq-habitat-3.2": [".jpg"], "brouillon-3.2": [".pdf"]}
PASSWORDS = {"esquisse-3.3-s2": "soleil"}
ENCODINGS = {"hlm-3.2": "ISO-8859-1"}  # of XML; else UTF-8
