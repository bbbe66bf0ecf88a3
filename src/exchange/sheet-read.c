#include "exchange/exchange-private.h"
#include "assess/identity.h"

#include <string.h>

#define WRONG_MAX     200       /* cells; what follows says nothing new */
#define STRANGERS_MAX 20        /* refs that are all unknown: the sheet of another questionnaire */
#define FIELDS_MAX    6         /* of a piece of evidence */

typedef struct {
    DcmmAnswers      *a;
    DcmmLibrary      *library;
    const DcmmPolicy *policy;
    DcmmProblems     *problems;
    DcmmCsv           csv;
    GPtrArray        *headings;                     /* as the file spells them */
    int               columns[DCMM_SHEET_COLUMNS];  /* where each one stands in this file, or -1 */
    guint             uscc_row;
    guint            *rows;                         /* where each criterion was first met; 0: not yet */
    GHashTable       *keys;                         /* "#key" and "bonus kind" ► the same */
    guint             known, strangers, wrong, head;
} Reading;

/* ---- saying what is wrong ---- */

static void problem (Reading *r, DcmmSeverity severity, guint row, DcmmSheetColumn column, const char *format, ...) G_GNUC_PRINTF (5, 6);

static void
problem (Reading *r, DcmmSeverity severity, guint row, DcmmSheetColumn column, const char *format, ...)
{
    va_list args;

    va_start (args, format);
    g_autofree char *text = g_strdup_vprintf (format, args), *told = dcmm_sheet_without_identity (text);
    va_end (args);
    g_autofree char *name = dcmm_csv_column (&r->csv, (guint) MAX (r->columns[column], 0));
    dcmm_problems_add (r->problems, severity, (DcmmWhere) { r->csv.path, row }, _("column %s: %s"), name, told);
    r->wrong += severity >= DCMM_WRONG;
}

#define WRONG(r, column, ...) problem (r, DCMM_WRONG, (r)->csv.row, column, __VA_ARGS__)

/* What a check that all readers share has found, with the column that it came from. */
static void
pass_on (Reading *r, guint row, DcmmSheetColumn column, const DcmmProblems *found)
{
    for (guint i = 0; i < dcmm_problems_all (found); i++) {
        DcmmSeverity severity;
        const char *text = dcmm_problems_text (found, i, &severity);
        problem (r, severity, row, column, "%s", text);
    }
}

static gboolean
fail (Reading *r, guint row, GError **error, const char *told)
{
    g_autofree char *text = dcmm_sheet_without_identity (told);

    return dcmm_fail_at (error, (DcmmWhere) { r->csv.path, row }, "%s", text);
}

/* ---- cells ---- */

/* Without the apostrophe before it; NULL where it is empty. Borrowed until the next row. */
static const char *
cell (const Reading *r, DcmmSheetColumn column)
{
    const char *text = r->columns[column] < 0 ? "" : dcmm_csv_cell (&r->csv, (guint) r->columns[column]);

    if (*text == '\'')
        return text + 1;
    return dcmm_sheet_blank (text) ? NULL : text;
}

static gboolean
has_apostrophe (const Reading *r, DcmmSheetColumn column)
{
    return *dcmm_csv_cell (&r->csv, (guint) r->columns[column]) == '\'';
}

static const char *
kept (Reading *r, const char *text)
{
    return text ? g_string_chunk_insert (r->a->strings, text) : NULL;
}

/* A date as spreadsheets and people write it, as the contract does. */
static const char *
kept_date (Reading *r, const char *text)
{
    g_autofree char *date = text ? dcmm_sheet_date (text) : NULL;

    return kept (r, date ? date : text);
}

/* A Chinese keyboard gives a bar of full width, which parts nothing: a title may have one. */
static void
say_wide_bar (Reading *r, DcmmSheetColumn column, char *const *fields, guint n)
{
    for (guint i = 0; i < n; i++)
        if (fields[i] && strstr (fields[i], "｜")) {
            problem (r, DCMM_WARNING, r->csv.row, column, _("the full-width bar ｜ parts nothing; the one that does is |"));
            return;
        }
}

/* As the XML reader has it: blanks around a note count for nothing. */
static const char *
kept_prose (Reading *r, const char *text)
{
    g_autofree char *told = text ? g_strstrip (g_strdup (text)) : NULL;

    return told && *told ? kept (r, told) : NULL;
}

/* As the XML reader has it: a name and an attribute are one line. */
static const char *
kept_line (Reading *r, const char *text)
{
    g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
    g_autoptr (GString) line = g_string_new (NULL);

    for (guint i = 0; words[i]; i++)
        if (*words[i])
            g_string_append_printf (line, "%s%s", line->len ? " " : "", words[i]);
    return kept (r, line->str);
}

/* ---- the heading row ---- */

static guint
count_headings (const DcmmCsv *csv)
{
    guint n = 0;

    for (guint i = 0; i < csv->starts->len; i++)
        n += dcmm_sheet_column (dcmm_csv_cell (csv, i)) >= 0;
    return n;
}

static gboolean
is_blank_row (const DcmmCsv *csv)
{
    for (guint i = 0; i < csv->starts->len; i++)
        if (!dcmm_sheet_blank (dcmm_csv_cell (csv, i)))
            return FALSE;
    return TRUE;
}

static gboolean
next_filled (DcmmCsv *csv, GError **error)
{
    while (dcmm_csv_next (csv, error))
        if (!is_blank_row (csv))
            return TRUE;
    return FALSE;
}

/* The one that gives the most headings, and the heading row read with it. */
static gboolean
choose_delimiter (Reading *r, GError **error)
{
    static const char delimiters[] = { ',', ';', '\t' };
    guint most = 0;
    char  best = ',';

    for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++) {
        dcmm_csv_rewind (&r->csv, delimiters[i]);
        if (!next_filled (&r->csv, NULL))
            continue;
        const guint n = count_headings (&r->csv);
        if (n > most) {
            most = n;
            best = delimiters[i];
        }
    }
    dcmm_csv_rewind (&r->csv, best);
    return next_filled (&r->csv, error);
}

static void
ignore_column (GString *ignored, guint *n, const char *heading)
{
    g_autofree char *told = dcmm_sheet_quoted (heading);

    if ((*n)++ < 8)
        g_string_append_printf (ignored, "%s%s", ignored->len ? ", " : "", told);
    else if (*n == 9)
        g_string_append (ignored, ", …");
}

static gboolean
read_headings (Reading *r, GError **error)
{
    g_autoptr (GString) ignored = g_string_new (NULL);
    guint n_ignored = 0;

    if (!choose_delimiter (r, error))
        return FALSE;
    for (guint i = 0; i < DCMM_SHEET_COLUMNS; i++)
        r->columns[i] = -1;
    for (guint i = 0; i < r->csv.starts->len; i++) {
        const char *heading = dcmm_csv_cell (&r->csv, i);
        const int   column = dcmm_sheet_column (heading);
        g_ptr_array_add (r->headings, dcmm_sheet_plain (column < 0 ? "" : heading));
        if (column < 0 && !dcmm_sheet_blank (heading))
            ignore_column (ignored, &n_ignored, heading);
        if (column < 0)
            continue;
        if (r->columns[column] >= 0)
            return dcmm_fail_at (error, (DcmmWhere) { r->csv.path, r->csv.row }, _("the columns '%s' and '%s' are the same; remove one"),
                                 (char *) r->headings->pdata[r->columns[column]], (char *) r->headings->pdata[i]);
        r->columns[column] = (int) i;
    }
    if (r->columns[DCMM_SHEET_REF] < 0 || r->columns[DCMM_SHEET_ANSWER] < 0) {
        const DcmmWords *lacking = &dcmm_sheet_headings[r->columns[DCMM_SHEET_REF] < 0 ? DCMM_SHEET_REF : DCMM_SHEET_ANSWER];
        return dcmm_fail_at (error, (DcmmWhere) { r->csv.path, r->csv.row },
                             _("no column '%s' (%s): the first row holds the headings, parted by commas, semicolons or tabs; 'dcmm new -o A.csv' makes a sheet"),
                             lacking->in[DCMM_ZH], lacking->in[DCMM_EN]);
    }
    r->csv.names = r->headings;
    if (ignored->len) {
        g_autofree char *told = dcmm_sheet_without_identity (ignored->str);
        dcmm_problems_add (r->problems, DCMM_WARNING, (DcmmWhere) { r->csv.path, r->csv.row }, _("columns that are not read: %s"), told);
    }
    return TRUE;
}

/* ---- the rows above the criteria ---- */

/* FALSE, and said, where a row of this name was there already. Takes @name. */
static gboolean
first_of_its_name (Reading *r, DcmmSheetColumn column, char *name)
{
    const guint before = GPOINTER_TO_UINT (g_hash_table_lookup (r->keys, name));

    if (before) {
        g_autofree char *told = dcmm_sheet_quoted (cell (r, column));
        WRONG (r, column, _("'%s' stands twice, first in row %u; keep one"), told, before);
        g_free (name);
        return FALSE;
    }
    return g_hash_table_insert (r->keys, name, GUINT_TO_POINTER (r->csv.row));
}

/* People sort sheets, so the row may stand anywhere; nothing else can be read before it is known. */
static gboolean
find_questionnaire (Reading *r, GError **error)
{
    const char *id = NULL;
    g_autoptr (GError) unknown = NULL;
    gboolean found = FALSE;
    int row;

    while (!found && dcmm_csv_next (&r->csv, error)) {
        const char *ref = cell (r, DCMM_SHEET_REF);
        g_autofree char *key = NULL;
        found = ref && dcmm_sheet_row (ref, &row, &key) && row == DCMM_SHEET_QUESTIONNAIRE;
    }
    if (r->csv.failed)
        return FALSE;
    if (!found)
        return fail (r, 0, error, _("no row '#questionnaire'; add one whose answer is the questionnaire's id, such as dcmm-2018"));
    id = cell (r, DCMM_SHEET_ANSWER);
    if (!id)
        return fail (r, r->csv.row, error, _("'#questionnaire' says nothing; write the questionnaire's id, such as dcmm-2018"));
    g_autofree char *plain = dcmm_sheet_plain (id), *told = dcmm_sheet_quoted (plain);
    /* An id, never a path: sheets come from outside and must not make us open a file of their choice. */
    if (strchr (plain, '/') || strchr (plain, '.')) {
        g_autofree char *text = g_strdup_printf (_("#questionnaire: '%s' is not an id such as dcmm-2018"), told);
        return fail (r, r->csv.row, error, text);
    }
    r->a->questionnaire = dcmm_library_questionnaire (r->library, plain, &unknown);
    if (!r->a->questionnaire && dcmm_library_knows (r->library, plain)) {
        /* The questionnaire or its overlay is wrong, and says so itself, with their own file and line. */
        g_propagate_error (error, g_steal_pointer (&unknown));
        return FALSE;
    }
    if (!r->a->questionnaire) {
        g_autofree char *text = g_strconcat ("#questionnaire: ", unknown->message, NULL);
        return fail (r, r->csv.row, error, text);
    }
    return TRUE;
}

static void
read_date (Reading *r, const char *text)
{
    g_autoptr (DcmmProblems) found = dcmm_problems_new ();
    g_autofree char *date = text ? dcmm_sheet_date (text) : NULL, *plain = text ? dcmm_sheet_plain (text) : NULL;

    r->a->date = kept (r, date ? date : plain);
    dcmm_answers_check_dates (r->a, (DcmmWhere) { NULL, 0 }, found);
    pass_on (r, r->csv.row, DCMM_SHEET_ANSWER, found);
}

static void
read_attribute (Reading *r, const char *key, const char *text)
{
    g_autofree char *date = NULL;

    if (!*key) {
        WRONG (r, DCMM_SHEET_REF, _("'#' without a name; write it behind the #, or remove the row"));
        return;
    }
    if (!text)
        return;
    if (!first_of_its_name (r, DCMM_SHEET_REF, g_strconcat ("##", key, NULL)))
        return;
    if (!has_apostrophe (r, DCMM_SHEET_ANSWER))
        date = dcmm_sheet_date (text);
    DcmmAttribute attribute = { kept (r, key), kept_line (r, date ? date : text), r->csv.row };
    g_array_append_val (r->a->attributes, attribute);
}

static void
read_respondent (Reading *r, const char *text)
{
    char *fields[2];
    const guint n = dcmm_fields_split (text, strlen (text), fields, G_N_ELEMENTS (fields));
    DcmmRespondent respondent = { kept (r, fields[0]), kept (r, fields[1]) };

    if (n > G_N_ELEMENTS (fields))
        WRONG (r, DCMM_SHEET_ANSWER, _("a respondent is 'role | name'; write a bar inside one as \\|"));
    say_wide_bar (r, DCMM_SHEET_ANSWER, fields, G_N_ELEMENTS (fields));
    g_array_append_val (r->a->respondents, respondent);
    g_free (fields[0]);
    g_free (fields[1]);
}

static void
read_bonus (Reading *r, const char *text)
{
    char *fields[2];
    const guint n = dcmm_fields_split (text, strlen (text), fields, G_N_ELEMENTS (fields));
    g_autofree char *kind = fields[0], *told = fields[1], *count = told ? dcmm_sheet_plain (told) : NULL;
    guint64 number = 0;

    if (n != G_N_ELEMENTS (fields) || !kind || !*kind || !count) {
        WRONG (r, DCMM_SHEET_ANSWER, _("a bonus is 'kind | count'"));
        return;
    }
    if (!g_ascii_string_to_unsigned (count, 10, 0, 10000, &number, NULL)) {
        g_autofree char *start = dcmm_sheet_quoted (count);
        WRONG (r, DCMM_SHEET_ANSWER, _("count='%s' is not a whole number from %u to %u"), start, 0, 10000);
        return;
    }
    if (!first_of_its_name (r, DCMM_SHEET_ANSWER, g_strconcat ("#bonus ", kind, NULL)))
        return;
    DcmmBonus bonus = { kept (r, kind), (guint) number };
    g_array_append_val (r->a->bonuses, bonus);
}

static void
read_head_row (Reading *r, DcmmSheetRow row)
{
    const char *text = cell (r, DCMM_SHEET_ANSWER);
    const gsize offset = dcmm_sheet_rows[row].offset;

    if (row != DCMM_SHEET_RESPONDENT && row != DCMM_SHEET_BONUS &&
        !first_of_its_name (r, DCMM_SHEET_REF, g_strconcat ("#", dcmm_sheet_rows[row].id, NULL)))
        return;
    if (row == DCMM_SHEET_USCC)
        r->uscc_row = r->csv.row;
    if (row == DCMM_SHEET_DATE)
        read_date (r, text);
    else if (row == DCMM_SHEET_RESPONDENT && text)
        read_respondent (r, text);
    else if (row == DCMM_SHEET_BONUS && text)
        read_bonus (r, text);
    else if (offset && text)
        G_STRUCT_MEMBER (const char *, r->a, offset) = row == DCMM_SHEET_NAME ? kept_line (r, text) : kept (r, text);
}

/* When all rows are read, for the reason that lets a code pass stands in one of its own. */
static void
check_uscc (Reading *r)
{
    g_autoptr (DcmmProblems) found = dcmm_problems_new ();
    const char *uscc = r->a->uscc, *reason = r->a->uscc_verified;

    /* 18 digits without a letter are a number to Excel, which keeps 15 of them and writes 9.13303E+17. */
    if (uscc && !(reason && *reason) && g_ascii_isdigit (*uscc) && strspn (uscc, "0123456789.") == strcspn (uscc, "Ee") && strstr (uscc, "E+")) {
        problem (r, DCMM_WRONG, r->uscc_row, DCMM_SHEET_ANSWER,
                 _("the spreadsheet has made a number of the USCC ('%s'); format the cell as text, or put an apostrophe before the code, and enter it again"), uscc);
        return;
    }
    dcmm_answers_check_uscc (r->a, (DcmmWhere) { NULL, 0 }, found);
    pass_on (r, r->uscc_row, DCMM_SHEET_ANSWER, found);
}

/* ---- the criteria ---- */

/* The value of an answer cell; where it is none, what was written, with the problem said. */
static const char *
read_value (Reading *r, DcmmSheetColumn column, const char *ref, const char *text)
{
    const int i = dcmm_sheet_value (r->policy, text);

    if (i >= 0)
        return r->policy->values[i].id;
    g_autoptr (GString) known = g_string_new (NULL);
    g_autofree char *told = dcmm_sheet_quoted (text);
    for (guint v = 0; v < r->policy->n_values; v++)
        g_string_append_printf (known, "%s%s (%s)", v ? ", " : "", dcmm_policy_word (r->policy, v, dcmm_lang ()), r->policy->values[v].id);
    WRONG (r, column, _("criterion '%s': value '%s' is unknown; use one of %s"), ref, told, known->str);
    return kept (r, text);
}

static void
read_evidence (Reading *r, DcmmAnswer *answer, const char *text)
{
    while (*text) {
        const gsize length = strcspn (text, "\r\n");
        char *fields[FIELDS_MAX];
        const guint n = dcmm_fields_split (text, length, fields, FIELDS_MAX);
        if (n > FIELDS_MAX)
            WRONG (r, DCMM_SHEET_EVIDENCE, _("a piece of evidence has %u parts, not up to %u; write a bar inside one as \\|"), n, FIELDS_MAX);
        else if (fields[0] && *fields[0]) {
            const DcmmEvidence evidence = { kept (r, fields[0]), kept (r, fields[1]), kept (r, fields[2]), kept (r, fields[3]),
                                            kept_date (r, fields[4]), kept_date (r, fields[5]), r->csv.row };
            say_wide_bar (r, DCMM_SHEET_EVIDENCE, fields, FIELDS_MAX);
            g_array_append_val (r->a->evidence, evidence);
            answer->n_evidence++;
        } else if (n > 1 || fields[0]) {
            WRONG (r, DCMM_SHEET_EVIDENCE, _("a piece of evidence has no title; it stands first in its line, before the first bar"));
        }
        for (guint i = 0; i < FIELDS_MAX; i++)
            g_free (fields[i]);
        text += length + (text[length] != '\0');
    }
}

/* The shared checks, one column at a time, so that each finding can name its column: what belongs to the others is
 * taken out of a copy. */
static void
check_answer (Reading *r, const DcmmAnswer *answer)
{
    static const DcmmSheetColumn columns[] = { DCMM_SHEET_ANSWER, DCMM_SHEET_VERIFIED, DCMM_SHEET_EVIDENCE };

    for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
        g_autoptr (DcmmProblems) found = dcmm_problems_new ();
        DcmmAnswer part = *answer;
        if (columns[i] != DCMM_SHEET_ANSWER) {
            part.value = r->policy->values[0].id;
            part.note = "";
        }
        if (columns[i] != DCMM_SHEET_VERIFIED)
            part.verified.value = NULL;
        if (columns[i] != DCMM_SHEET_EVIDENCE)
            part.n_evidence = 0;
        dcmm_answers_check_answer (r->a, &part, r->policy, (DcmmWhere) { NULL, 0 }, found);
        pass_on (r, r->csv.row, columns[i], found);
    }
}

/* The first column of what belongs to an answer (or, @verified, to a second opinion) that is filled in, or -1. */
static int
filled (const Reading *r, gboolean verified)
{
    const int from = verified ? DCMM_SHEET_VERIFIED_BY : DCMM_SHEET_NOTE, to = verified ? DCMM_SHEET_COLUMNS : DCMM_SHEET_VERIFIED;

    for (int i = from; i < to; i++)
        if (cell (r, i) && i != DCMM_SHEET_WHO && i != DCMM_SHEET_DEGREE)      /* these are there to be read by people */
            return i;
    return -1;
}

static gboolean
nothing_to_hold (Reading *r, DcmmSheetColumn answer, int column)
{
    if (column < 0)
        return TRUE;
    g_autofree char *name = dcmm_csv_column (&r->csv, (guint) r->columns[column]), *lacking = NULL;
    lacking = r->columns[answer] < 0 ? g_strdup (dcmm_sheet_headings[answer].in[dcmm_lang ()]) : dcmm_csv_column (&r->csv, (guint) r->columns[answer]);
    WRONG (r, column, _("is filled in, but '%s' is not; answer it, or clear '%s'"), lacking, name);
    return FALSE;
}

/* People write the word that docs/sheet.md gives for the code. What is neither is kept, and said. */
static void
read_confidence (Reading *r, DcmmAnswer *answer)
{
    static const struct { const char *id, *word; } known[] = { { "sure", "肯定" }, { "fairly", "较有把握" }, { "guess", "估计" } };
    g_autofree char *plain = answer->confidence ? dcmm_sheet_plain (answer->confidence) : NULL;

    if (!plain)
        return;
    for (guint i = 0; i < G_N_ELEMENTS (known); i++)
        if (g_ascii_strcasecmp (plain, known[i].id) == 0 || strcmp (plain, known[i].word) == 0) {
            answer->confidence = known[i].id;
            return;
        }
    g_autofree char *told = dcmm_sheet_quoted (plain);
    problem (r, DCMM_WARNING, r->csv.row, DCMM_SHEET_CONFIDENCE, _("'%s' is unknown; use sure, fairly or guess"), told);
}

static void
read_answer (Reading *r, guint criterion)
{
    const char *ref = r->a->questionnaire->criteria[criterion].id;
    const char *value = cell (r, DCMM_SHEET_ANSWER), *verified = cell (r, DCMM_SHEET_VERIFIED), *evidence = cell (r, DCMM_SHEET_EVIDENCE);
    const guint wrong = r->wrong;
    DcmmAnswer  answer = { .criterion = criterion, .line = r->csv.row, .first_evidence = r->a->evidence->len };

    if (!verified)
        nothing_to_hold (r, DCMM_SHEET_VERIFIED, filled (r, TRUE));
    if (!value) {
        nothing_to_hold (r, DCMM_SHEET_ANSWER, verified ? DCMM_SHEET_VERIFIED : filled (r, FALSE));
        return;
    }
    answer.value = read_value (r, DCMM_SHEET_ANSWER, ref, value);
    for (guint i = 0; i < dcmm_sheet_n_texts; i++) {
        const char *text = cell (r, dcmm_sheet_texts[i].column);
        G_STRUCT_MEMBER (const char *, &answer, dcmm_sheet_texts[i].offset) = dcmm_sheet_texts[i].prose ? kept_prose (r, text) : kept (r, text);
    }
    read_confidence (r, &answer);
    if (verified) {
        answer.verified.value = read_value (r, DCMM_SHEET_VERIFIED, ref, verified);
        answer.verified.line = r->csv.row;
    }
    if (evidence)
        read_evidence (r, &answer, evidence);
    if (r->wrong == wrong)
        check_answer (r, &answer);
    r->a->by_criterion[criterion] = (int) r->a->answers->len;
    g_array_append_val (r->a->answers, answer);
}

static gboolean
read_stranger (Reading *r, const char *ref, GError **error)
{
    g_autofree char *told = dcmm_sheet_quoted (ref);

    WRONG (r, DCMM_SHEET_REF, _("criterion '%s' is not in %s; correct the ref, or remove the row"), told, r->a->questionnaire->id);
    if (++r->strangers < STRANGERS_MAX || r->known)
        return TRUE;
    g_autofree char *text = g_strdup_printf (_("none of the first %u criteria is in %s; is this the sheet of another questionnaire? '#questionnaire' says which"),
                                             r->strangers, r->a->questionnaire->id);
    return fail (r, 0, error, text);
}

/* What the XML form has room for, a sheet may hold. */
static gboolean
within_limits (const Reading *r, GError **error)
{
    const DcmmAnswers *a = r->a;
    const DcmmWhere where = { r->csv.path, r->csv.row };

    if (a->evidence->len > DCMM_EVIDENCE_MAX)
        return dcmm_fail_at (error, where, _("there are more than %d elements <%s>"), DCMM_EVIDENCE_MAX, "evidence");
    if (MAX (a->attributes->len, MAX (a->respondents->len, a->bonuses->len)) > DCMM_ROWS_MAX)
        return dcmm_fail_at (error, where, _("has more than %d rows with # in front"), DCMM_ROWS_MAX);
    return TRUE;
}

static gboolean
read_row (Reading *r, GError **error)
{
    const char *ref = cell (r, DCMM_SHEET_REF);
    g_autofree char *plain = NULL, *key = NULL;
    int row, criterion;

    if (!ref) {
        int column = cell (r, DCMM_SHEET_ANSWER) ? DCMM_SHEET_ANSWER : cell (r, DCMM_SHEET_VERIFIED) ? DCMM_SHEET_VERIFIED : filled (r, FALSE);
        if (column >= 0 || (column = filled (r, TRUE)) >= 0)
            WRONG (r, column, _("is filled in, but the row does not say of which criterion"));
        return TRUE;
    }
    criterion = dcmm_questionnaire_criterion (r->a->questionnaire, ref);
    if (criterion < 0 && dcmm_sheet_row (ref, &row, &key)) {
        if (r->head++ == DCMM_SHEET_HEAD_MAX)
            return dcmm_fail_at (error, (DcmmWhere) { r->csv.path, r->csv.row }, _("has more than %d rows with # in front"), DCMM_SHEET_HEAD_MAX);
        if (key)
            read_attribute (r, key, cell (r, DCMM_SHEET_ANSWER));
        else
            read_head_row (r, row);
        return TRUE;
    }
    plain = dcmm_sheet_plain (ref);
    if (criterion < 0)
        criterion = dcmm_questionnaire_criterion (r->a->questionnaire, plain);
    if (criterion < 0)
        return read_stranger (r, plain, error);
    r->known++;
    if (r->rows[criterion]) {
        WRONG (r, DCMM_SHEET_REF, _("criterion '%s' stands twice, first in row %u; keep one of them"), plain, r->rows[criterion]);
        return TRUE;
    }
    r->rows[criterion] = r->csv.row;
    read_answer (r, (guint) criterion);
    return TRUE;
}

/* Cells to the right of the last heading: said once. */
static void
look_beyond (Reading *r, gboolean *said)
{
    for (guint i = r->headings->len; !*said && i < r->csv.starts->len; i++)
        if (!dcmm_sheet_blank (dcmm_csv_cell (&r->csv, i))) {
            g_autofree char *name = dcmm_csv_column (&r->csv, i);
            dcmm_problems_add (r->problems, DCMM_WARNING, (DcmmWhere) { r->csv.path, r->csv.row }, _("column %s: has no heading and is not read"), name);
            *said = TRUE;
        }
}

static gboolean
read_rows (Reading *r, GError **error)
{
    gboolean said = FALSE;

    dcmm_csv_rewind (&r->csv, r->csv.delimiter);
    next_filled (&r->csv, NULL);                    /* the headings */
    while (dcmm_csv_next (&r->csv, error)) {
        look_beyond (r, &said);
        if (!read_row (r, error) || !within_limits (r, error))
            return FALSE;
        if (r->wrong >= WRONG_MAX) {
            dcmm_problems_add (r->problems, DCMM_WRONG, (DcmmWhere) { r->csv.path, r->csv.row }, _("so much is wrong that the rows below are not read"));
            break;
        }
    }
    return !r->csv.failed;
}

static gboolean
read_sheet (Reading *r, GError **error)
{
    if (!read_headings (r, error) || !find_questionnaire (r, error))
        return FALSE;
    const guint n = r->a->questionnaire->n_criteria;
    r->rows = g_new0 (guint, n);
    r->a->by_criterion = g_new (int, n);
    for (guint i = 0; i < n; i++)
        r->a->by_criterion[i] = -1;
    if (!read_rows (r, error))
        return FALSE;
    check_uscc (r);
    if (r->csv.odd_row) {
        g_autofree char *name = dcmm_csv_column (&r->csv, r->csv.odd_cell);
        dcmm_problems_add (r->problems, DCMM_WARNING, (DcmmWhere) { r->csv.path, r->csv.odd_row },
                           _("column %s: control characters, here and perhaps below, are read as blanks"), name);
    }
    return TRUE;
}

DcmmAnswers *
dcmm_sheet_load (const char *path, DcmmLibrary *library, const DcmmPolicy *policy, DcmmProblems *problems, GError **error)
{
    g_autoptr (DcmmAnswers) a = dcmm_answers_new (NULL, path);
    Reading r = { .a = a, .library = library, .policy = policy, .problems = problems };
    gsize length;
    g_autofree char *text = dcmm_text_load (path, &length, error);

    if (!text)
        return NULL;
    dcmm_csv_init (&r.csv, path, text, length);
    r.headings = g_ptr_array_new_with_free_func (g_free);
    r.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    const gboolean good = read_sheet (&r, error);
    dcmm_csv_clear (&r.csv);
    g_ptr_array_unref (r.headings);
    g_hash_table_unref (r.keys);
    g_free (r.rows);
    return good ? g_steal_pointer (&a) : NULL;
}
