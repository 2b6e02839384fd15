# SPDX-License-Identifier: Apache-2.0
"""What the people of the demo of emplois-avenir-2012 typed; see forms.py for how it is written
here.  All Régies, landlords and figures are invented."""
TROIS, GABARIT, MAQUETTE = "99980001400014", "99980002200017", "99980003000010"
ESQUISSE, EPURE, BROUILLON = "99980004800012", "99980006300011", "99980007100014"
PATRON, SPECIMEN = "99980008900016", "99980010500010"
IMAGINAIRE, FICTIF_NORD, GABARIT_NORD = "99980051900012", "99980052700023", "99980053500018"
TOIT, MEDITERRANEE = "99980054300012", "99980055000017"
ARMOR, ILE = "99980056800019", "99980058400016"


def spaced(siret):
    """As people copy it from an invoice."""
    return f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}"


ODT = {
    # ---- jobs of 2013 ----
    "trois-emploi-1": ("1", TROIS, "2013", "Agnès Modèle, directrice", "11/03/2013", {
        "10": "RQ3E-2013-01", "11": "4 mars 2013", "12": "PAR", "13": "Médiation",
        "14": spaced(IMAGINAIRE), "15": "[x] oui", "16": "EN_COURS"}),
    "trois-emploi-2": ("1", TROIS, "2013", "Agnès Modèle, directrice", "11/03/2013", {
        "10": "RQ3E-2013-02", "11": "4 mars 2013", "12": "MAR", "13": "Services aux locataires",
        "14": spaced(IMAGINAIRE), "15": "[x] non", "16": "toujours en poste"}),
    "gabarit-emploi": ("1", GABARIT, "2013", "Bruno Pochoir, directeur", "15/04/2013", {
        "10": "GG/13/001", "11": "lundi 8 avril 2013",
        "12": "Parcours de formation construit en commun", "13": "jardinage", "14": FICTIF_NORD,
        "15": "[x] oui", "16": "EN_COURS"}),
    # The landlord sees the same job otherwise: another activity, and no qualification.
    "fictif-emploi": ("1", FICTIF_NORD, "2013", "Karim Étiquette, agence", "02/05/2013", {
        "10": "gg 13 001", "11": "08/04/2013", "12": "PAR", "13": "SER", "14": GABARIT,
        "15": "[x] non", "16": "EN_COURS"}),
    # The SIRET of a neighbouring Régie instead of the landlord's.
    "maquette-emploi-faux": ("1", MAQUETTE, "2013", "Coralie Calque, coordinatrice", "10/06/2013", {
        "03": "Nord-Pas-de-Calais", "10": "PM-01", "11": "3 juin 2013",
        "12": "marché de services", "13": "DD", "14": ESQUISSE, "15": "[x] non",
        "16": "EN_COURS"}),
    "maquette-emploi": ("1", MAQUETTE, "2013", "Coralie Calque, coordinatrice", "12/06/2013", {
        "03": "Nord-Pas-de-Calais", "10": "PM-01", "11": "3 juin 2013",
        "12": "marché de services", "13": "DD", "14": GABARIT_NORD, "15": "[x] non",
        "16": "EN_COURS"}),
    # Integrated, though no course was built in common.
    "trois-emploi-2-suite": ("1", TROIS, "2013", "Agnès Modèle, directrice", "15/01/2014", {
        "10": "RQ3E-2013-02", "11": "4 mars 2013", "12": "MAR", "13": "Services aux locataires",
        "14": spaced(IMAGINAIRE), "15": "[x] non", "16": "INTEGRE",
        "90": "L'organisme Hlm l'a recruté après un remplacement d'été."}),
    # ---- jobs of 2014; two of them carry the number 1 of their own Régie ----
    "epure-emploi": ("1", EPURE, "2014", "Élodie Plan", "20/03/2014", {
        "03": "Rhône-Alpes", "10": "01-2014", "11": "3 mars 2014", "12": "SUB",
        "13": "Animation sociale", "14": spaced(TOIT), "15": "[x] oui", "16": "EN_COURS"}),
    "toit-emploi": ("1", TOIT, "2014", "Marc Tampon, chargé de mission", "25/03/2014", {
        "10": "01 2014", "11": "03/03/2014", "12": "Subvention dédiée à un projet", "13": "ANI",
        "14": EPURE, "15": "[x] oui", "16": "EN_COURS"}),
    "esquisse-emploi": ("1", ESQUISSE, "2014", "David Trame, directeur", "14/04/2014", {
        "10": "01/2014", "11": "2 janvier 2014", "12": "SUB", "13": "JAR", "14": GABARIT_NORD,
        "15": "[x] non", "16": "contrat terminé"}),
    "brouillon-emploi": ("1", BROUILLON, "2014", "Farid Crayon", "30/04/2014", {
        "10": "RQB-14-A", "11": "1er avril 2014", "12": "PAR",
        "13": "Accompagnement des familles", "14": MEDITERRANEE, "15": "[x] oui",
        "16": "embauchée par l'organisme Hlm"}),
    # Only the landlord has declared this one.
    "armor-emploi": ("1", ARMOR, "2014", "Olivier Gomme, développement social", "10/07/2014", {
        "10": "PN/2014/3", "11": "17/02/2014", "12": "MAR", "13": "tri sélectif", "14": PATRON,
        "15": "[x] non", "16": "MAINTENU"}),
    # ---- support, by half-years ----
    "nord-soutien": ("2", GABARIT_NORD, "2013-S1", "Lise Encre, comptabilité", "25/07/2013", {
        "10": "8 000 €", "11": "12 400,00 €", "12": "2,5", "13": "néant", "14": "néant",
        "15": "1"}),
    "imaginaire-soutien-s2": ("2", IMAGINAIRE, "S2 2013", "Ismaël Papier", "28/01/2014", {
        "10": "12 500,50 €", "11": "20 000", "12": "3", "13": "85,5", "14": "4 200 €",
        "15": "2"}),
    "armor-soutien": ("2", ARMOR, "2014-S1", "Olivier Gomme, développement social", "10/07/2014", {
        "10": "6 000", "11": "0", "12": "1,5", "13": "40", "14": "1 800,00 €"}),
    # ---- needs, by years ----
    "trois-besoins": ("3", TROIS, "2013", "Agnès Modèle, directrice", "15/01/2014", {
        "10.GAR": "néant|néant", "10.MED": "néant|3"}),
    "gabarit-besoins": ("3", GABARIT, "2013", "Bruno Pochoir, directeur", "10/02/2014", {
        "10.GAR": "2|1", "10.MED": "1|2",
        "11": "La Régie et l'agence accueillent ensemble les nouveaux agents.\n"
              "Chacun a un tuteur de part et d'autre."}),
    "nord-besoins": ("3", GABARIT_NORD, "2013", "Lise Encre", "11/02/2014", {
        "10.GAR": "3|3", "10.EMP": "4|2", "10.TEC": "0|1"}),
    "ush-besoins": ("3", "USH", "2013", "Irène Fictive", "13/02/2014", {
        "20": "4", "21": "25 000 €", "22": "6", "23": "3"}),
    "cnlrq-besoins": ("3", "CNLRQ", "2013", "Solène Spécimen, réseau", "14/02/2014", {
        "03": "France entière", "20": "2", "21": "11 250,50 €", "22": "9", "23": "12"}),
}

XML = {
    "imaginaire-emploi-1": ("1", IMAGINAIRE, "2013", "Service informatique", "2013-03-20", [
        ("reference", "rq3e-2013 01"), ("date_embauche", "2013-03-04"), ("forme", "PAR"),
        ("activite", "MED"), ("partenaire", TROIS), ("qualification", "true"),
        ("situation", "EN_COURS")]),
    "imaginaire-soutien-s1": ("2", IMAGINAIRE, "2013-S1", "Service informatique", "2013-07-30", [
        ("subventions", "15000"), ("marches", "31200.75"), ("mecenat_jours", "4"),
        ("locaux_surface", "85.5"), ("locaux_valorisation", "4200"), ("regies_soutenues", "2")]),
    "imaginaire-besoins": ("3", IMAGINAIRE, "2013", "Service informatique", "2014-01-28", [
        ("besoins", [("GAR", [("recrutements", "5"), ("formations", "2")]),
                     ("ADM", [("recrutements", "1"), ("formations", "0")])])]),
    "ile-emploi": ("1", ILE, "2014", "Rose Équerre", "2014-07-15", [
        ("reference", "IS-2014-01"), ("date_embauche", "2014-05-05"), ("forme", "PAR"),
        ("activite", "SER"), ("partenaire", SPECIMEN), ("qualification", "true"),
        ("situation", "EN_COURS")]),
    "ile-soutien": ("2", ILE, "2014-S1", "Rose Équerre", "2014-07-15", [
        ("subventions", "0"), ("marches", "0"), ("mecenat_jours", "0"), ("locaux_surface", "0"),
        ("locaux_valorisation", "0")]),
    "imaginaire-soutien-2014": ("2", IMAGINAIRE, "2014-S1", "Service informatique", "2014-07-16", [
        ("subventions", "18000"), ("marches", "36500.25"), ("mecenat_jours", "5"),
        ("locaux_surface", "85.5"), ("locaux_valorisation", "4200"), ("regies_soutenues", "3")]),
    "nord-soutien-2014": ("2", GABARIT_NORD, "2014-S1", "Lise Encre, comptabilité", "2014-07-18", [
        ("subventions", "9500"), ("marches", "14100"), ("mecenat_jours", "3"),
        ("locaux_surface", "0"), ("locaux_valorisation", "0"), ("regies_soutenues", "1")]),
}

FORMATS, PASSWORDS, ENCODINGS = {"esquisse-emploi": [".fodt"]}, {}, {}
