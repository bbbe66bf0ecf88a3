#include "assess/answers.h"

#include <string.h>

#include "assess/exact.h"

static void
element (GString *out, const char *indent, const char *name, const char *text)
{
    if (!text)
        return;
    g_string_append_printf (out, "%s<%s>", indent, name);
    dcmm_xml_append (out, text);
    g_string_append_printf (out, "</%s>\n", name);
}

static void
write_head (const DcmmAnswers *a, GString *out)
{
    g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<answers xmlns=\"" DCMM_NS_ANSWERS "\"");
    dcmm_xml_attribute (out, "questionnaire", a->questionnaire->id);
    dcmm_xml_attribute (out, "id", a->id);
    dcmm_xml_attribute (out, "date", a->date);
    g_string_append (out, ">\n");
}

static void
write_enterprise (const DcmmAnswers *a, GString *out)
{
    if (!a->uscc && !a->name && !a->attributes->len)
        return;
    g_string_append (out, "  <enterprise");
    dcmm_xml_attribute (out, "uscc", a->uscc);
    dcmm_xml_attribute (out, "uscc-verified", a->uscc_verified);
    g_string_append (out, ">\n");
    element (out, "    ", "name", a->name);
    for (guint i = 0; i < a->attributes->len; i++) {
        const DcmmAttribute *attribute = &g_array_index (a->attributes, DcmmAttribute, i);
        g_string_append (out, "    <attribute");
        dcmm_xml_attribute (out, "key", attribute->key);
        g_string_append_c (out, '>');
        dcmm_xml_append (out, attribute->value);
        g_string_append (out, "</attribute>\n");
    }
    g_string_append (out, "  </enterprise>\n");
}

static void
write_people (const DcmmAnswers *a, GString *out)
{
    for (guint i = 0; i < a->respondents->len; i++) {
        const DcmmRespondent *respondent = &g_array_index (a->respondents, DcmmRespondent, i);
        g_string_append (out, "  <respondent");
        dcmm_xml_attribute (out, "role", respondent->role);
        dcmm_xml_attribute (out, "name", respondent->name);
        g_string_append (out, "/>\n");
    }
    for (guint i = 0; i < a->bonuses->len; i++) {
        const DcmmBonus *bonus = &g_array_index (a->bonuses, DcmmBonus, i);
        g_string_append (out, "  <bonus");
        dcmm_xml_attribute (out, "kind", bonus->kind);
        dcmm_xml_attributef (out, "count", "%u", bonus->count);
        g_string_append (out, "/>\n");
    }
}

static void
write_answer (const DcmmAnswers *a, const DcmmAnswer *answer, GString *out)
{
    g_string_append (out, "  <answer");
    dcmm_xml_attribute (out, "ref", a->questionnaire->criteria[answer->criterion].id);
    dcmm_xml_attribute (out, "value", answer->value);
    dcmm_xml_attribute (out, "by", answer->by);
    dcmm_xml_attribute (out, "at", answer->at);
    dcmm_xml_attribute (out, "confidence", answer->confidence);
    dcmm_xml_attribute (out, "review", answer->review);
    if (!answer->note && !answer->n_evidence && !answer->verified.value) {
        g_string_append (out, "/>\n");
        return;
    }
    g_string_append (out, ">\n");
    element (out, "    ", "note", answer->note);
    for (guint i = 0; i < answer->n_evidence; i++) {
        const DcmmEvidence *e = dcmm_answer_evidence (a, answer, i);
        g_string_append (out, "    <evidence");
        dcmm_xml_attribute (out, "title", e->title);
        dcmm_xml_attribute (out, "href", e->href);
        dcmm_xml_attribute (out, "sha256", e->sha256);
        dcmm_xml_attribute (out, "size", e->size);
        dcmm_xml_attribute (out, "date", e->date);
        dcmm_xml_attribute (out, "valid-until", e->valid_until);
        g_string_append (out, "/>\n");
    }
    if (answer->verified.value) {
        g_string_append (out, "    <verified");
        dcmm_xml_attribute (out, "value", answer->verified.value);
        dcmm_xml_attribute (out, "by", answer->verified.by);
        dcmm_xml_attribute (out, "at", answer->verified.at);
        g_string_append (out, answer->verified.note ? ">\n" : "/>\n");
        element (out, "      ", "note", answer->verified.note);
        if (answer->verified.note)
            g_string_append (out, "    </verified>\n");
    }
    g_string_append (out, "  </answer>\n");
}

void
dcmm_answers_write (const DcmmAnswers *a, GString *out)
{
    write_head (a, out);
    write_enterprise (a, out);
    write_people (a, out);
    for (guint i = 0; i < a->answers->len; i++)
        write_answer (a, &g_array_index (a->answers, DcmmAnswer, i), out);
    g_string_append (out, "</answers>\n");
}

/* A comment may not hold two hyphens in a row, nor end in one. */
static void
comment (GString *out, const char *text)
{
    for (const char *c = text; *c; c++) {
        g_string_append_c (out, *c);
        if (*c == '-' && (c[1] == '-' || !c[1]))
            g_string_append_c (out, ' ');
    }
}

static void
comment_line (GString *out, const char *label, const char *text)
{
    if (!*text)
        return;
    g_string_append_printf (out, "\n       %s%s", label, _(": "));
    comment (out, text);
}

static void
write_blank_criterion (const DcmmCriterion *criterion, const DcmmPolicy *policy, const DcmmRoles *roles, DcmmLang lang, GString *out)
{
    const int role = criterion->who ? dcmm_roles_find (roles, criterion->who) : -1;
    g_autofree char *degree = dcmm_policy_between (policy, criterion, lang);

    g_string_append (out, "\n  <!-- ");
    comment (out, dcmm_words (&criterion->text, lang));
    comment_line (out, _("Hint"), dcmm_words (&criterion->hint, lang));
    comment_line (out, _("Who usually knows"), role < 0 ? "" : dcmm_words (&roles->roles[role].name, lang));
    comment_line (out, degree, dcmm_words (&criterion->degree, lang));
    comment_line (out, _("Usual evidence"), dcmm_words (&criterion->evidence, lang));
    comment_line (out, _("Enough, for example"), dcmm_words (&criterion->suffices, lang));
    comment_line (out, _("Not enough, for example"), dcmm_words (&criterion->lacks, lang));
    g_string_append (out, " -->\n  <!-- <answer ref=\"");
    comment (out, criterion->id);
    g_string_append (out, "\" value=\"\"><note></note></answer> -->\n");
}

void
dcmm_answers_write_blank (const DcmmAnswers *a, const DcmmPolicy *policy, const DcmmRoles *roles, DcmmLang lang, GString *out)
{
    const DcmmQuestionnaire *q = a->questionnaire;

    write_head (a, out);
    g_autoptr (GString) how = g_string_new (_("To answer a criterion, take away the comment marks around its <answer> and put one of these words into value=\"\":"));
    for (guint i = 0; i < policy->n_values; i++)
        g_string_append_printf (how, "%s %s (%s)", i ? "," : "", policy->values[i].id, dcmm_policy_word (policy, i, lang));
    g_string_append (out, "  <!-- ");
    comment (out, how->str);
    g_string_append (out, " -->\n");
    write_enterprise (a, out);
    if (!a->uscc && !a->name && !a->attributes->len)
        g_string_append (out, "  <!-- <enterprise uscc=\"\"><name></name><attribute key=\"industry\">C3670</attribute></enterprise> -->\n");
    write_people (a, out);
    if (!a->respondents->len)
        g_string_append (out, "  <!-- <respondent role=\"cdo\" name=\"\"/> -->\n");
    for (guint i = 0; i < q->n_items; i++) {
        const DcmmItem *item = &q->items[i];
        g_string_append (out, "\n  <!-- ======== ");
        comment (out, item->id);
        g_string_append_c (out, ' ');
        comment (out, dcmm_words (&item->name, lang));
        g_string_append (out, " ========");
        comment_line (out, _("Start here"), dcmm_words (&item->start, lang));
        g_string_append (out, " -->\n");
        for (guint j = item->first; j < item->first + item->n; j++)
            write_blank_criterion (&q->criteria[j], policy, roles, lang, out);
    }
    g_string_append (out, "</answers>\n");
}
