#include "exchange/exchange-private.h"

#include <string.h>

#define EXCEL_CELL_MAX 32767    /* characters, as UTF-16 counts them; Excel puts the rest into cells of its own */

typedef struct {
    const DcmmAnswers *a;
    const DcmmPolicy  *policy;
    const DcmmRoles   *roles;
    DcmmLang           lang;
    const char        *path;
    DcmmProblems      *remarks;
    GString           *out;
    guint              row;
    const char        *cells[DCMM_SHEET_COLUMNS];   /* of the row being made; NULL: empty */
    gboolean           as_it_is;                    /* the answer's cell would else be read as something else */
} Writing;

/* A code of so many digits, as an older social credit code may be, comes back from a spreadsheet as 9.13302822283039E+17. */
static gboolean
is_long_number (const char *text)
{
    const gsize digits = strspn (text, "0123456789");

    return digits >= 12 && !text[digits];
}

/* What would run as a formula, and what begins with the sign that says so; that sign alone is a text that is there and
 * empty, which an empty cell is not. */
static gboolean
needs_apostrophe (const char *text)
{
    return strchr ("=+-@\t\r'", *text) != NULL || dcmm_sheet_blank (text) || is_long_number (text);
}

/* Semicolons and tabs too, which some programs take for the end of a cell, and blanks that some take off. */
static gboolean
needs_quotes (const char *text)
{
    return strpbrk (text, ",;\"\t\r\n") || *text == ' ' || (*text && text[strlen (text) - 1] == ' ');
}

static void
put_cell (GString *out, const char *text, gboolean apostrophe)
{
    const gboolean quotes = needs_quotes (text);

    if (quotes)
        g_string_append_c (out, '"');
    if (apostrophe)
        g_string_append_c (out, '\'');
    for (const char *quote; (quote = strchr (text, '"')); text = quote + 1) {
        g_string_append_len (out, text, quote - text + 1);
        g_string_append_c (out, '"');
    }
    g_string_append (out, text);
    if (quotes)
        g_string_append_c (out, '"');
}

static gsize
utf16_length (const char *text)
{
    gsize n = 0;

    for (const guchar *c = (const guchar *) text; *c; c++)
        n += *c >= 0xF0 ? 2 : (*c & 0xC0) != 0x80;
    return n;
}

static gboolean
put_row (Writing *w, GError **error)
{
    w->row++;
    for (guint i = 0; i < DCMM_SHEET_COLUMNS; i++) {
        const char *text = w->cells[i], *heading = dcmm_sheet_headings[i].in[w->lang];
        const gsize length = text ? strlen (text) : 0;

        if (i)
            g_string_append_c (w->out, ',');
        if (!text)
            continue;
        if (length > DCMM_TOKEN_MAX)
            return dcmm_fail_at (error, (DcmmWhere) { w->path, w->row }, _("column %s: %s: would be longer than %d KiB, which is not read back; shorten it"),
                                 heading, w->cells[DCMM_SHEET_REF], DCMM_TOKEN_MAX / 1024);
        if (length > EXCEL_CELL_MAX && utf16_length (text) > EXCEL_CELL_MAX)
            dcmm_problems_add (w->remarks, DCMM_WARNING, (DcmmWhere) { w->path, w->row },
                               _("column %s: has %u characters; Excel keeps %u in a cell"), heading, (guint) utf16_length (text), EXCEL_CELL_MAX);
        put_cell (w->out, text, needs_apostrophe (text) || (w->as_it_is && i == DCMM_SHEET_ANSWER));
    }
    g_string_append (w->out, "\r\n");
    memset (w->cells, 0, sizeof w->cells);
    w->as_it_is = FALSE;
    return TRUE;
}

/* ---- the rows above the criteria ---- */

static gboolean
put_kind (Writing *w, DcmmSheetRow row, const char *value, GError **error)
{
    const DcmmSheetRowKind *kind = &dcmm_sheet_rows[row];
    g_autofree char *ref = g_strconcat ("#", kind->id, NULL);
    g_autoptr (GString) words = NULL;

    w->cells[DCMM_SHEET_REF] = ref;
    w->cells[DCMM_SHEET_TEXT] = kind->label.in[w->lang];
    w->cells[DCMM_SHEET_HINT] = kind->how.in[w->lang];
    w->cells[DCMM_SHEET_ANSWER] = value;
    if (row == DCMM_SHEET_QUESTIONNAIRE) {
        words = g_string_new (w->lang == DCMM_ZH ? "“作答”一栏填：" : "the column \"answer\" takes: ");
        for (guint i = 0; i < w->policy->n_values; i++)
            g_string_append_printf (words, "%s%s", i ? (w->lang == DCMM_ZH ? "、" : ", ") : "", dcmm_policy_word (w->policy, i, w->lang));
        w->cells[DCMM_SHEET_HINT] = words->str;
    }
    return put_row (w, error);
}

static gboolean
put_attribute (Writing *w, const DcmmAttribute *attribute, GError **error)
{
    g_autofree char *ref = g_strconcat ("#", attribute->key, NULL), *key = NULL, *date = dcmm_sheet_date (attribute->value);
    int row;

    dcmm_sheet_row (ref, &row, &key);
    if (row >= 0 || strcmp (key, attribute->key) != 0) {
        g_free (ref);
        ref = g_strconcat ("##", attribute->key, NULL);
    }
    w->cells[DCMM_SHEET_REF] = ref;
    w->cells[DCMM_SHEET_ANSWER] = attribute->value;
    w->as_it_is = date != NULL;
    return put_row (w, error);
}

static gboolean
put_fields (Writing *w, DcmmSheetRow row, const char *first, const char *second, GError **error)
{
    const char *const fields[] = { first, second };
    g_autoptr (GString) text = g_string_new (NULL);

    dcmm_fields_join (text, fields, G_N_ELEMENTS (fields));
    return put_kind (w, row, text->str, error);
}

/* An empty sheet asks for what the enterprise is; one that has attributes, or answers, keeps to what it has. */
static gboolean
put_profile (Writing *w, GError **error)
{
    for (guint i = 0; i < dcmm_sheet_n_profile; i++) {
        g_autofree char *ref = g_strconcat ("#", dcmm_sheet_profile[i].key, NULL);
        w->cells[DCMM_SHEET_REF] = ref;
        w->cells[DCMM_SHEET_TEXT] = dcmm_sheet_profile[i].label.in[w->lang];
        w->cells[DCMM_SHEET_HINT] = dcmm_sheet_profile[i].how.in[w->lang];
        if (!put_row (w, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
put_head (Writing *w, GError **error)
{
    const DcmmAnswers *a = w->a;

    if (!put_kind (w, DCMM_SHEET_QUESTIONNAIRE, a->questionnaire->id, error))
        return FALSE;
    for (guint i = 0; i < DCMM_SHEET_ROWS; i++) {
        const char *value = dcmm_sheet_rows[i].offset ? G_STRUCT_MEMBER (const char *, a, dcmm_sheet_rows[i].offset) : NULL;
        if (dcmm_sheet_rows[i].offset && (value || dcmm_sheet_rows[i].always) && !put_kind (w, i, value, error))
            return FALSE;
    }
    for (guint i = 0; i < a->attributes->len; i++)
        if (!put_attribute (w, &g_array_index (a->attributes, DcmmAttribute, i), error))
            return FALSE;
    if (!a->attributes->len && !a->answers->len && !put_profile (w, error))
        return FALSE;
    if (w->row + a->respondents->len + a->bonuses->len > DCMM_SHEET_HEAD_MAX)
        return dcmm_fail_at (error, (DcmmWhere) { w->path, 0 }, _("has more than %d rows with # in front"), DCMM_SHEET_HEAD_MAX);
    if (!a->respondents->len && !put_kind (w, DCMM_SHEET_RESPONDENT, NULL, error))
        return FALSE;
    for (guint i = 0; i < a->respondents->len; i++) {
        const DcmmRespondent *respondent = &g_array_index (a->respondents, DcmmRespondent, i);
        if (!put_fields (w, DCMM_SHEET_RESPONDENT, respondent->role, respondent->name, error))
            return FALSE;
    }
    for (guint i = 0; i < a->bonuses->len; i++) {
        const DcmmBonus *bonus = &g_array_index (a->bonuses, DcmmBonus, i);
        g_autofree char *count = g_strdup_printf ("%u", bonus->count);
        if (!put_fields (w, DCMM_SHEET_BONUS, bonus->kind, count, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- the criteria ---- */

/* The word, unless it would be read as another value. */
static const char *
word_of (const Writing *w, const char *id)
{
    const int i = dcmm_policy_value (w->policy, id);
    const char *word = i < 0 ? id : dcmm_policy_word (w->policy, (guint) i, w->lang);

    return dcmm_sheet_value (w->policy, word) == i ? word : id;
}

static void
join_evidence (const Writing *w, const DcmmAnswer *answer, GString *out)
{
    for (guint i = 0; i < answer->n_evidence; i++) {
        const DcmmEvidence *e = dcmm_answer_evidence (w->a, answer, i);
        const char *const fields[] = { e->title, e->href, e->sha256, e->size, e->date, e->valid_until };
        if (i)
            g_string_append_c (out, '\n');
        dcmm_fields_join (out, fields, G_N_ELEMENTS (fields));
    }
}

/* How to tell two values apart, then evidence that is enough and some that is not: a line each. */
static void
join_degree (const Writing *w, const DcmmCriterion *criterion, GString *out)
{
    g_autofree char *between = dcmm_policy_between (w->policy, criterion, w->lang);
    const struct { const char *label; const DcmmWords *words; } lines[] = {
        { between, &criterion->degree }, { _("Enough, for example"), &criterion->suffices }, { _("Not enough, for example"), &criterion->lacks },
    };

    for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
        const char *text = dcmm_words (lines[i].words, w->lang);
        if (*text)
            g_string_append_printf (out, "%s%s%s%s", out->len ? "\n" : "", lines[i].label, _(": "), text);
    }
}

static gboolean
put_criterion (Writing *w, guint index, GError **error)
{
    const DcmmCriterion *criterion = &w->a->questionnaire->criteria[index];
    const DcmmItem *item = &w->a->questionnaire->items[criterion->item];
    const DcmmAnswer *answer = dcmm_answers_of (w->a, index);
    const char *hint = dcmm_words (&criterion->hint, w->lang);
    g_autofree char *name = g_strconcat (item->id, " ", dcmm_words (&item->name, w->lang), NULL);
    g_autofree char *level = g_strdup_printf ("%u", criterion->level);
    g_autoptr (GString) degree = g_string_new (NULL), evidence = NULL;
    const int role = criterion->who ? dcmm_roles_find (w->roles, criterion->who) : -1;

    w->cells[DCMM_SHEET_REF] = criterion->id;
    w->cells[DCMM_SHEET_ITEM] = name;
    w->cells[DCMM_SHEET_LEVEL] = level;
    w->cells[DCMM_SHEET_TEXT] = dcmm_words (&criterion->text, w->lang);
    w->cells[DCMM_SHEET_HINT] = *hint ? hint : NULL;
    w->cells[DCMM_SHEET_WHO] = role < 0 ? NULL : dcmm_words (&w->roles->roles[role].name, w->lang);
    join_degree (w, criterion, degree);
    w->cells[DCMM_SHEET_DEGREE] = degree->len ? degree->str : NULL;
    if (!answer)
        return put_row (w, error);
    w->cells[DCMM_SHEET_ANSWER] = word_of (w, answer->value);
    for (guint i = 0; i < dcmm_sheet_n_texts; i++)
        w->cells[dcmm_sheet_texts[i].column] = G_STRUCT_MEMBER (const char *, answer, dcmm_sheet_texts[i].offset);
    if (answer->verified.value)
        w->cells[DCMM_SHEET_VERIFIED] = word_of (w, answer->verified.value);
    if (answer->n_evidence) {
        evidence = g_string_new (NULL);
        join_evidence (w, answer, evidence);
        w->cells[DCMM_SHEET_EVIDENCE] = evidence->str;
    }
    return put_row (w, error);
}

gboolean
dcmm_sheet_write (const DcmmAnswers *answers, const DcmmPolicy *policy, const DcmmRoles *roles, DcmmLang lang, const char *path, DcmmProblems *remarks, GString *out,
                  GError **error)
{
    Writing w = { .a = answers, .policy = policy, .roles = roles, .lang = lang, .path = path, .remarks = remarks, .out = out };

    g_string_append (out, "\xEF\xBB\xBF");         /* without it Excel takes UTF-8 for GBK */
    for (guint i = 0; i < DCMM_SHEET_COLUMNS; i++)
        w.cells[i] = dcmm_sheet_headings[i].in[lang];
    if (!put_row (&w, error) || !put_head (&w, error))
        return FALSE;
    for (guint i = 0; i < answers->questionnaire->n_criteria; i++)
        if (!put_criterion (&w, i, error))
            return FALSE;
    if (out->len > DCMM_INPUT_MAX)
        return dcmm_fail_at (error, (DcmmWhere) { path, 0 }, _("would be larger than %d MiB, the limit for an input"), DCMM_INPUT_MAX >> 20);
    return TRUE;
}
