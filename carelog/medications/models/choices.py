"""The words a medicine is described with. Its codes go into exports and never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DrugClass(models.TextChoices):
    """What kind of medicine it is."""

    OPIOID = "opioid", _("opioid (such as morphine or tramadol)")
    PARACETAMOL = "paracetamol", _("paracetamol (acetaminophen)")
    ANTI_INFLAMMATORY = "anti_inflammatory", _("anti-inflammatory (such as ibuprofen)")
    NERVE_PAIN = "nerve_pain", _("nerve pain medicine (such as gabapentin)")
    STEROID = "steroid", _("steroid (such as dexamethasone)")
    BISPHOSPHONATE = "bisphosphonate", _("bisphosphonate (such as zoledronic acid)")
    RANKL_ANTIBODY = "rankl_antibody", _("denosumab")
    CALCIUM_VITAMIN_D = "calcium_vitamin_d", _("calcium or vitamin D")
    LAXATIVE = "laxative", _("laxative")
    ANTI_SICKNESS = "anti_sickness", _("medicine against feeling sick")
    ANTI_CANCER = "anti_cancer", _("cancer treatment")
    OTHER = "other", _("something else")


class Opioid(models.TextChoices):
    """The opioid in it."""

    BUPRENORPHINE = "buprenorphine", _("buprenorphine")
    CODEINE = "codeine", _("codeine")
    FENTANYL = "fentanyl", _("fentanyl")
    HYDROCODONE = "hydrocodone", _("hydrocodone")
    HYDROMORPHONE = "hydromorphone", _("hydromorphone")
    METHADONE = "methadone", _("methadone")
    MORPHINE = "morphine", _("morphine")
    OXYCODONE = "oxycodone", _("oxycodone")
    OXYMORPHONE = "oxymorphone", _("oxymorphone")
    TAPENTADOL = "tapentadol", _("tapentadol")
    TRAMADOL = "tramadol", _("tramadol")
    OTHER = "other", _("another opioid")


class StrengthUnit(models.TextChoices):
    """The unit of a strength, as it stands on the pack."""

    MG = "mg", _("mg")
    MCG = "mcg", _("micrograms")
    MCG_PER_H = "mcg_per_h", _("micrograms an hour")
    G = "g", _("g")
    ML = "ml", _("ml")
    IU = "iu", _("IU")
    UNITS = "units", _("units")


class Form(models.TextChoices):
    """What it looks like."""

    TABLET = "tablet", _("tablet")
    CAPSULE = "capsule", _("capsule")
    LIQUID = "liquid", _("liquid")
    PATCH = "patch", _("patch")
    INJECTION = "injection", _("injection")
    INFUSION = "infusion", _("drip (infusion)")
    DROPS = "drops", _("drops")
    SPRAY = "spray", _("spray")
    OTHER = "other", _("something else")


class Route(models.TextChoices):
    """The way it goes into the body."""

    ORAL = "oral", _("swallowed")
    TRANSDERMAL = "transdermal", _("through the skin, from a patch")
    SUBCUTANEOUS = "subcutaneous", _("injected under the skin")
    INTRAMUSCULAR = "intramuscular", _("injected into a muscle")
    INTRAVENOUS = "intravenous", _("into a vein")
    RECTAL = "rectal", _("into the bottom")
    SUBLINGUAL = "sublingual", _("under the tongue")
    NASAL = "nasal", _("into the nose")
    INHALED = "inhaled", _("breathed in")
    TOPICAL = "topical", _("put on the skin")
    OTHER = "other", _("another way")


class SkipReason(models.TextChoices):
    """Why a dose was not taken; "" stands for a dose that was taken."""

    FORGOT = "forgot", _("forgot")
    SIDE_EFFECT = "side_effect", _("side effect")
    VOMITED = "vomited", _("being sick (vomiting)")
    RAN_OUT = "ran_out", _("ran out")
    ASLEEP = "asleep", _("asleep")
    TOLD_TO_HOLD = "told_to_hold", _("told to leave it out")
    CHOSE_NOT_TO = "chose_not_to", _("chose not to")
    OTHER = "other", _("another reason")


class BodySide(models.TextChoices):
    """Where a patch or an injection went: the person's own left and right."""

    LEFT = "left", _("left")
    RIGHT = "right", _("right")
    MIDDLE = "middle", _("middle")
