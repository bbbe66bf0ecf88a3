#include "assess/answers.h"
#include "assess/identity.h"

#include <stdlib.h>
#include <string.h>

#include "assess/exact.h"

typedef struct {
    DcmmAnswers      *a;
    DcmmLibrary      *library;
    const DcmmPolicy *policy;
    DcmmProblems     *problems;
    DcmmAnswer        answer;       /* the one being read */
    gboolean          keep;         /* whether it counts: a repeated or unknown one is read, but dropped */
    gboolean          has_enterprise;
} Reading;

static const char *
kept (Reading *r, DcmmReader *reader, const char *name)
{
    const char *text = dcmm_reader_attribute (reader, name);

    return text ? g_string_chunk_insert (r->a->strings, text) : NULL;
}

static gboolean
on_answers (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *id = dcmm_reader_need (reader, "questionnaire", error);

    if (!id)
        return FALSE;
    /* An id, never a path: answers come from outside and must not make us open a file of their choice. */
    if (strchr (id, '/') || strchr (id, '.'))
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("questionnaire='%s' is not an id such as dcmm-2018"), id);
    const DcmmQuestionnaire *q = dcmm_library_questionnaire (r->library, id, error);
    if (!q) {
        /* What is wrong with the questionnaire or its overlay says so itself, with their own file and line. */
        if (!dcmm_library_knows (r->library, id))
            g_prefix_error (error, "%s:%u: ", r->a->path, dcmm_reader_where (reader).line);
        return FALSE;
    }
    r->a->questionnaire = q;
    r->a->by_criterion = g_new (int, q->n_criteria);
    for (guint i = 0; i < q->n_criteria; i++)
        r->a->by_criterion[i] = -1;
    r->a->id = kept (r, reader, "id");
    r->a->date = kept (r, reader, "date");
    dcmm_answers_check_dates (r->a, dcmm_reader_where (reader), r->problems);
    return TRUE;
}

static gboolean
on_enterprise (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;

    if (r->has_enterprise)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("<%s> stands twice; keep one of them"), dcmm_reader_element (reader));
    r->has_enterprise = TRUE;
    r->a->uscc = kept (r, reader, "uscc");
    r->a->uscc_verified = kept (r, reader, "uscc-verified");
    dcmm_answers_check_uscc (r->a, dcmm_reader_where (reader), r->problems);
    return TRUE;
}

static gboolean
end_enterprise_name (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;

    if (r->a->name)
        return dcmm_fail_at (error, dcmm_reader_began (reader), _("<%s> stands twice; keep one of them"), dcmm_reader_element (reader));
    r->a->name = g_string_chunk_insert (r->a->strings, text);
    return TRUE;
}

static gboolean
on_attribute (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *key = dcmm_reader_need (reader, "key", error);

    if (!key)
        return FALSE;
    if (r->a->attributes->len >= DCMM_ROWS_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there are more than %d elements <%s>"), DCMM_ROWS_MAX, dcmm_reader_element (reader));
    for (guint i = 0; i < r->a->attributes->len; i++)
        if (strcmp (g_array_index (r->a->attributes, DcmmAttribute, i).key, key) == 0)
            dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("attribute '%s' stands twice, first on line %u; keep one"),
                               key, g_array_index (r->a->attributes, DcmmAttribute, i).line);
    DcmmAttribute attribute = { g_string_chunk_insert (r->a->strings, key), "", dcmm_reader_where (reader).line };
    g_array_append_val (r->a->attributes, attribute);
    return TRUE;
}

static gboolean
end_attribute (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;

    (void) reader, (void) error;
    g_array_index (r->a->attributes, DcmmAttribute, r->a->attributes->len - 1).value = g_string_chunk_insert (r->a->strings, text);
    return TRUE;
}

static gboolean
on_respondent (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    DcmmRespondent respondent = { kept (r, reader, "role"), kept (r, reader, "name") };

    if (r->a->respondents->len >= DCMM_ROWS_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there are more than %d elements <%s>"), DCMM_ROWS_MAX, dcmm_reader_element (reader));
    g_array_append_val (r->a->respondents, respondent);
    return TRUE;
}

static gboolean
on_bonus (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *kind = dcmm_reader_need (reader, "kind", error);
    const char *count;
    guint64     n;
    DcmmBonus   bonus;

    if (!kind || !(count = dcmm_reader_need (reader, "count", error)))
        return FALSE;
    if (!g_ascii_string_to_unsigned (count, 10, 0, 10000, &n, NULL))
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("count='%s' is not a whole number from %u to %u"), count, 0, 10000);
    if (r->a->bonuses->len >= DCMM_ROWS_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there are more than %d elements <%s>"), DCMM_ROWS_MAX, dcmm_reader_element (reader));
    for (guint i = 0; i < r->a->bonuses->len; i++)
        if (strcmp (g_array_index (r->a->bonuses, DcmmBonus, i).kind, kind) == 0)
            dcmm_problems_add (r->problems, DCMM_WRONG, dcmm_reader_where (reader), _("bonus kind '%s' stands twice; keep one"), kind);
    bonus = (DcmmBonus) { g_string_chunk_insert (r->a->strings, kind), (guint) n };
    g_array_append_val (r->a->bonuses, bonus);
    return TRUE;
}

/* The scale's own id where the value is known, so that most values need no copy. */
static const char *
scale_id (Reading *r, const char *value)
{
    const int i = dcmm_policy_value (r->policy, value);

    return i >= 0 ? r->policy->values[i].id : g_string_chunk_insert (r->a->strings, value);
}

static gboolean
on_answer (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *ref = dcmm_reader_need (reader, "ref", error), *value;
    const DcmmWhere where = dcmm_reader_where (reader);

    if (!ref || !(value = dcmm_reader_need (reader, "value", error)))
        return FALSE;
    const int criterion = dcmm_questionnaire_criterion (r->a->questionnaire, ref);
    r->keep = FALSE;
    if (criterion < 0)
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("criterion '%s' is not in %s; correct the ref, or remove the answer"),
                           ref, r->a->questionnaire->id);
    else if (r->a->by_criterion[criterion] >= 0)
        dcmm_problems_add (r->problems, DCMM_WRONG, where, _("criterion '%s' is answered twice, first on line %u; keep one of them"), ref,
                           g_array_index (r->a->answers, DcmmAnswer, r->a->by_criterion[criterion]).line);
    else
        r->keep = TRUE;
    r->answer = (DcmmAnswer) {
        .criterion = (guint) MAX (criterion, 0), .line = where.line, .value = scale_id (r, value),
        .by = kept (r, reader, "by"), .at = kept (r, reader, "at"), .confidence = kept (r, reader, "confidence"),
        .review = kept (r, reader, "review"), .first_evidence = r->a->evidence->len,
    };
    return TRUE;
}

static gboolean
end_answer (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;

    (void) text, (void) error;
    if (!r->keep) {
        g_array_set_size (r->a->evidence, r->answer.first_evidence);
        return TRUE;
    }
    dcmm_answers_check_answer (r->a, &r->answer, r->policy, dcmm_reader_began (reader), r->problems);
    r->a->by_criterion[r->answer.criterion] = (int) r->a->answers->len;
    g_array_append_val (r->a->answers, r->answer);
    return TRUE;
}

static gboolean
end_note (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;

    if (r->answer.note)
        return dcmm_fail_at (error, dcmm_reader_began (reader), _("<%s> stands twice; keep one of them"), dcmm_reader_element (reader));
    r->answer.note = *text ? g_string_chunk_insert (r->a->strings, text) : NULL;
    return TRUE;
}

static gboolean
on_evidence (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;

    if (!dcmm_reader_need (reader, "title", error))
        return FALSE;
    if (r->a->evidence->len >= DCMM_EVIDENCE_MAX)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("there are more than %d elements <%s>"), DCMM_EVIDENCE_MAX,
                             dcmm_reader_element (reader));
    DcmmEvidence evidence = {
        .title = kept (r, reader, "title"), .href = kept (r, reader, "href"), .sha256 = kept (r, reader, "sha256"),
        .size = kept (r, reader, "size"), .date = kept (r, reader, "date"), .valid_until = kept (r, reader, "valid-until"),
        .line = dcmm_reader_where (reader).line,
    };
    g_array_append_val (r->a->evidence, evidence);
    r->answer.n_evidence++;
    return TRUE;
}

static gboolean
on_verified (DcmmReader *reader, gpointer data, GError **error)
{
    Reading *r = data;
    const char *value = dcmm_reader_need (reader, "value", error);

    if (!value)
        return FALSE;
    if (r->answer.verified.value)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("an answer has two second opinions; keep one"));
    r->answer.verified = (DcmmVerified) { scale_id (r, value), kept (r, reader, "by"), kept (r, reader, "at"), NULL, dcmm_reader_where (reader).line };
    return TRUE;
}

static gboolean
end_verified_note (DcmmReader *reader, gpointer data, const char *text, GError **error)
{
    Reading *r = data;

    if (r->answer.verified.note)
        return dcmm_fail_at (error, dcmm_reader_began (reader), _("<%s> stands twice; keep one of them"), dcmm_reader_element (reader));
    r->answer.verified.note = *text ? g_string_chunk_insert (r->a->strings, text) : NULL;
    return TRUE;
}

static const DcmmElement elements[] = {
    { "answers",    NULL,         on_answers,    NULL,                FALSE },
    { "answer",     "answers",    on_answer,     end_answer,          FALSE },
    { "note",       "answer",     NULL,          end_note,            TRUE  },
    { "evidence",   "answer",     on_evidence,   NULL,                FALSE },
    { "verified",   "answer",     on_verified,   NULL,                FALSE },
    { "note",       "verified",   NULL,          end_verified_note,   TRUE  },
    { "enterprise", "answers",    on_enterprise, NULL,                FALSE },
    { "name",       "enterprise", NULL,          end_enterprise_name, FALSE },
    { "attribute",  "enterprise", on_attribute,  end_attribute,       FALSE },
    { "respondent", "answers",    on_respondent, NULL,                FALSE },
    { "bonus",      "answers",    on_bonus,      NULL,                FALSE },
    { .name = NULL }
};

static const DcmmElement profile_elements[] = {
    { "enterprise", NULL,         on_enterprise, NULL,                FALSE },
    { "name",       "enterprise", NULL,          end_enterprise_name, FALSE },
    { "attribute",  "enterprise", on_attribute,  end_attribute,       FALSE },
    { .name = NULL }
};

void
dcmm_answers_check_uscc (const DcmmAnswers *a, DcmmWhere where, DcmmProblems *problems)
{
    g_autofree char *code = NULL;

    if (!a->uscc || !*a->uscc)
        return;
    code = dcmm_uscc_normal (a->uscc);
    const DcmmUsccVerdict verdict = dcmm_uscc_check (code);
    switch (verdict) {
    case DCMM_USCC_CITIZEN:     /* never printed, also not where the override is given */
        dcmm_problems_add (problems, DCMM_WRONG, where,
                           _("a citizen's identity number stands in place of the unified social credit code; remove it and enter the code on the business licence"));
        return;
    case DCMM_USCC_LENGTH:
    case DCMM_USCC_LETTER:
    case DCMM_USCC_CHECK:
        if (a->uscc_verified && *a->uscc_verified)
            return;
        break;
    case DCMM_USCC_ORGANISATION:
        dcmm_problems_add (problems, DCMM_WARNING, where, _("USCC '%s': the organisation code in it (characters 9 to 17) has a wrong check character"), code);
        return;
    case DCMM_USCC_GOOD:
        return;
    }
    if (verdict == DCMM_USCC_LENGTH)
        dcmm_problems_add (problems, DCMM_WRONG, where, _("USCC '%s' has %u characters, not 18; compare it with the business licence"), code,
                           (guint) g_utf8_strlen (code, -1));
    else if (verdict == DCMM_USCC_LETTER)
        dcmm_problems_add (problems, DCMM_WRONG, where, _("USCC '%s' has a character that does not occur in such a code (I, O, S, V and Z never do); compare it with the business licence"), code);
    else
        dcmm_problems_add (problems, DCMM_WRONG, where,
                           _("USCC '%s' has a wrong check character; compare it with the business licence, or confirm it with uscc-verified=\"reason\" (in a sheet: a row #uscc-verified)"), code);
}

void
dcmm_answers_check_dates (const DcmmAnswers *a, DcmmWhere where, DcmmProblems *problems)
{
    if (a->date && !dcmm_date_valid (a->date))
        dcmm_problems_add (problems, DCMM_WRONG, where, _("date='%s' is not a date such as 2026-11-20"), a->date);
}

static void
check_value (const DcmmPolicy *policy, const char *value, const char *ref, DcmmWhere where, DcmmProblems *problems)
{
    g_autoptr (GString) known = NULL;

    if (dcmm_policy_value (policy, value) >= 0)
        return;
    known = g_string_new (NULL);
    for (guint i = 0; i < policy->n_values; i++)
        g_string_append_printf (known, "%s%s", i ? ", " : "", policy->values[i].id);
    dcmm_problems_add (problems, DCMM_WRONG, where, _("criterion '%s': value '%s' is unknown; use one of %s"), ref, value, known->str);
}

static gboolean
is_sha256 (const char *text)
{
    return strlen (text) == 64 && strspn (text, "0123456789abcdefABCDEF") == 64;
}

void
dcmm_answers_check_answer (const DcmmAnswers *a, const DcmmAnswer *answer, const DcmmPolicy *policy, DcmmWhere where, DcmmProblems *problems)
{
    const char *ref = a->questionnaire->criteria[answer->criterion].id;

    check_value (policy, answer->value, ref, where, problems);
    if (answer->verified.value)
        check_value (policy, answer->verified.value, ref, (DcmmWhere) { where.file, answer->verified.line }, problems);
    const int value = dcmm_policy_value (policy, answer->value);
    if (value >= 0 && !policy->values[value].counts && !answer->note)
        dcmm_problems_add (problems, DCMM_WARNING, where, _("criterion '%s' is marked as not applicable without a note; say why"), ref);
    for (guint i = 0; i < answer->n_evidence; i++) {
        const DcmmEvidence *e = dcmm_answer_evidence (a, answer, i);
        const DcmmWhere at = { where.file, e->line };
        if (e->date && !dcmm_date_valid (e->date))
            dcmm_problems_add (problems, DCMM_WRONG, at, _("evidence date '%s' is not a date such as 2026-11-20"), e->date);
        if (e->valid_until && !dcmm_date_valid (e->valid_until))
            dcmm_problems_add (problems, DCMM_WRONG, at, _("evidence valid-until '%s' is not a date such as 2026-11-20"), e->valid_until);
        if (e->sha256 && *e->sha256 && !is_sha256 (e->sha256))
            dcmm_problems_add (problems, DCMM_WARNING, at, _("evidence sha256 '%s' is not a SHA-256 (64 hexadecimal digits)"), e->sha256);
    }
}

DcmmAnswers *
dcmm_answers_new (const DcmmQuestionnaire *questionnaire, const char *path)
{
    DcmmAnswers *a = g_new0 (DcmmAnswers, 1);

    a->strings = g_string_chunk_new (16 * 1024);
    a->path = g_string_chunk_insert (a->strings, path ? path : "");
    a->attributes = g_array_new (FALSE, TRUE, sizeof (DcmmAttribute));
    a->respondents = g_array_new (FALSE, TRUE, sizeof (DcmmRespondent));
    a->bonuses = g_array_new (FALSE, TRUE, sizeof (DcmmBonus));
    a->answers = g_array_sized_new (FALSE, TRUE, sizeof (DcmmAnswer), 512);
    a->evidence = g_array_new (FALSE, TRUE, sizeof (DcmmEvidence));
    a->questionnaire = questionnaire;
    if (questionnaire) {
        a->by_criterion = g_new (int, questionnaire->n_criteria);
        for (guint i = 0; i < questionnaire->n_criteria; i++)
            a->by_criterion[i] = -1;
    }
    return a;
}

void
dcmm_answers_free (DcmmAnswers *a)
{
    if (!a)
        return;
    g_array_unref (a->attributes);
    g_array_unref (a->respondents);
    g_array_unref (a->bonuses);
    g_array_unref (a->answers);
    g_array_unref (a->evidence);
    g_free (a->by_criterion);
    g_string_chunk_free (a->strings);
    g_free (a);
}

DcmmAnswers *
dcmm_answers_load (const char *path, DcmmLibrary *library, const DcmmPolicy *policy, DcmmProblems *problems, GError **error)
{
    g_autoptr (DcmmAnswers) a = dcmm_answers_new (NULL, path);
    Reading r = { .a = a, .library = library, .policy = policy, .problems = problems };

    if (!dcmm_read_xml (path, DCMM_NS_ANSWERS, elements, &r, error))
        return NULL;
    return g_steal_pointer (&a);
}

DcmmAnswers *
dcmm_answers_open (const char *path, DcmmLibrary *library, const DcmmPolicy *policy, GError **error)
{
    g_autoptr (DcmmProblems) problems = dcmm_problems_new ();
    g_autoptr (DcmmAnswers) a = dcmm_answers_load (path, library, policy, problems, error);

    if (!a || !dcmm_problems_none (problems, error))
        return NULL;
    return g_steal_pointer (&a);
}

gboolean
dcmm_profile_load (const char *path, DcmmAnswers *a, DcmmProblems *problems, GError **error)
{
    Reading r = { .a = a, .problems = problems };

    return dcmm_read_xml (path, DCMM_NS_ANSWERS, profile_elements, &r, error);
}

const DcmmAnswer *
dcmm_answers_of (const DcmmAnswers *a, guint criterion)
{
    const int i = a->by_criterion[criterion];

    return i < 0 ? NULL : &g_array_index (a->answers, DcmmAnswer, i);
}

const char *
dcmm_answers_attribute (const DcmmAnswers *a, const char *key)
{
    for (guint i = 0; i < a->attributes->len; i++)
        if (strcmp (g_array_index (a->attributes, DcmmAttribute, i).key, key) == 0)
            return g_array_index (a->attributes, DcmmAttribute, i).value;
    return NULL;
}

guint
dcmm_answers_answered (const DcmmAnswers *a)
{
    return a->answers->len;
}

const DcmmEvidence *
dcmm_answer_evidence (const DcmmAnswers *a, const DcmmAnswer *answer, guint i)
{
    return &g_array_index (a->evidence, DcmmEvidence, answer->first_evidence + i);
}
