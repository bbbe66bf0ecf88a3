#include "exchange/exchange-private.h"
#include "assess/identity.h"

#include <string.h>

/* Chinese, English: what docs/sheet.md promises. A heading once given is read for ever. */
const DcmmWords dcmm_sheet_headings[DCMM_SHEET_COLUMNS] = {
    [DCMM_SHEET_REF]           = { { "编号",     "ref"           } },
    [DCMM_SHEET_ITEM]          = { { "能力项",   "item"          } },
    [DCMM_SHEET_LEVEL]         = { { "等级",     "level"         } },
    [DCMM_SHEET_TEXT]          = { { "条款",     "text"          } },
    [DCMM_SHEET_HINT]          = { { "提示",     "hint"          } },
    [DCMM_SHEET_ANSWER]        = { { "作答",     "answer"        } },
    [DCMM_SHEET_NOTE]          = { { "说明",     "note"          } },
    [DCMM_SHEET_EVIDENCE]      = { { "佐证",     "evidence"      } },
    [DCMM_SHEET_WHO]           = { { "谁清楚",   "who"           } },
    [DCMM_SHEET_DEGREE]        = { { "怎么判",   "degree"        } },
    [DCMM_SHEET_BY]            = { { "作答人",   "by"            } },
    [DCMM_SHEET_AT]            = { { "作答时间", "at"            } },
    [DCMM_SHEET_CONFIDENCE]    = { { "把握",     "confidence"    } },
    [DCMM_SHEET_REVIEW]        = { { "待核对",   "review"        } },
    [DCMM_SHEET_VERIFIED]      = { { "复核",     "verified"      } },
    [DCMM_SHEET_VERIFIED_BY]   = { { "复核人",   "verified-by"   } },
    [DCMM_SHEET_VERIFIED_AT]   = { { "复核时间", "verified-at"   } },
    [DCMM_SHEET_VERIFIED_NOTE] = { { "复核说明", "verified-note" } },
};

#define IN_ANSWER(member) G_STRUCT_OFFSET (DcmmAnswer, member)
const DcmmSheetText dcmm_sheet_texts[] = {
    { DCMM_SHEET_NOTE,          IN_ANSWER (note),          TRUE  },
    { DCMM_SHEET_BY,            IN_ANSWER (by),            FALSE },
    { DCMM_SHEET_AT,            IN_ANSWER (at),            FALSE },
    { DCMM_SHEET_CONFIDENCE,    IN_ANSWER (confidence),    FALSE },
    { DCMM_SHEET_REVIEW,        IN_ANSWER (review),        FALSE },
    { DCMM_SHEET_VERIFIED_BY,   IN_ANSWER (verified.by),   FALSE },
    { DCMM_SHEET_VERIFIED_AT,   IN_ANSWER (verified.at),   FALSE },
    { DCMM_SHEET_VERIFIED_NOTE, IN_ANSWER (verified.note), TRUE  },
};
const guint dcmm_sheet_n_texts = G_N_ELEMENTS (dcmm_sheet_texts);

#define IN_ANSWERS(member) G_STRUCT_OFFSET (DcmmAnswers, member)
const DcmmSheetRowKind dcmm_sheet_rows[DCMM_SHEET_ROWS] = {
    [DCMM_SHEET_QUESTIONNAIRE] = { "questionnaire", 0,                          TRUE,  { { "问卷", "questionnaire" } },
                                   { { NULL, NULL } } },        /* the words for an answer: they are the policy's */
    [DCMM_SHEET_ID]            = { "id",            IN_ANSWERS (id),            TRUE,  { { "答卷标识", "id of these answers" } },
                                   { { "由软件生成，不必改", "made by the program; leave it" } } },
    [DCMM_SHEET_DATE]          = { "date",          IN_ANSWERS (date),          TRUE,  { { "日期", "date" } },
                                   { { "佐证所反映的日期，如 2026-11-20", "the day to which the evidence speaks, such as 2026-11-20" } } },
    [DCMM_SHEET_USCC]          = { "uscc",          IN_ANSWERS (uscc),          TRUE,  { { "统一社会信用代码", "unified social credit code" } },
                                   { { "营业执照上的 18 位代码；请勿填写身份证号", "18 characters, from the business licence; never a citizen's identity number" } } },
    [DCMM_SHEET_USCC_VERIFIED] = { "uscc-verified", IN_ANSWERS (uscc_verified), FALSE, { { "代码校验不符但已核实的理由", "why a code whose check fails is right" } },
                                   { { NULL, NULL } } },
    [DCMM_SHEET_NAME]          = { "name",          IN_ANSWERS (name),          TRUE,  { { "企业名称", "name of the enterprise" } },
                                   { { NULL, NULL } } },
    [DCMM_SHEET_RESPONDENT]    = { "respondent",    0,                          TRUE,  { { "填写人", "respondent" } },
                                   { { "角色 | 姓名，一人一行", "role | name, a row for each" } } },
    [DCMM_SHEET_BONUS]         = { "bonus",         0,                          FALSE, { { "加分项", "bonus" } },
                                   { { "类别 | 数量", "kind | count" } } },
};

const DcmmSheetProfile dcmm_sheet_profile[] = {
    { "role",            { { "申报身份", "applies as" } },               { { "owner 数据拥有方（空着即是），provider 数据服务方", "owner of data (if left empty), or provider of data services" } } },
    { "region",          { { "行政区划代码", "region code" } },          { { "6 位，如 330282", "six digits, such as 330282" } } },
    { "industry",        { { "行业代码", "industry code" } },            { { "国民经济行业分类，如 C3670", "GB/T 4754, such as C3670" } } },
    { "size",            { { "规模", "size" } },                         { { "large、medium、small、micro", "large, medium, small or micro" } } },
    { "established_on",  { { "成立日期", "established on" } },           { { "营业执照上的日期，如 2012-05-31", "from the business licence, such as 2012-05-31" } } },
    { "insured_staff",   { { "参保人数", "insured staff" } },            { { "近 3 个月社保缴纳人数", "by the social-insurance records of three months" } } },
    { "revenue_wan",     { { "营业收入（万元）", "revenue, CNY 10,000" } }, { { "上一年度经审计的数", "of the last audited year" } } },
    { "data_gb",         { { "结构化数据量（GB）", "structured data, GB" } }, { { "业务系统产生的，不含文件和视频", "of the business systems, without files and video" } } },
    { "data_staff",      { { "专职数据人员", "dedicated data staff" } }, { { NULL, NULL } } },
    { "certified_staff", { { "持证人员", "certified data managers" } },  { { NULL, NULL } } },
    { "systems",         { { "信息系统", "information systems" } },      { { "名称，用顿号或逗号分开", "their names, parted by commas" } } },
    { "tools",           { { "数据管理工具", "data-management tools" } }, { { "有合同或软著的，用顿号或逗号分开", "with a contract or copyright, parted by commas" } } },
    { "policy_domains",  { { "已发布制度的能力域", "domains with issued policies" } }, { { "编号，如 7,10,12", "their numbers, such as 7,10,12" } } },
};
const guint dcmm_sheet_n_profile = G_N_ELEMENTS (dcmm_sheet_profile);

gboolean
dcmm_sheet_blank (const char *text)
{
    while (*text && g_unichar_isspace (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
    return !*text;
}

/* In place: blanks of any width around it. */
static char *
trim (char *text)
{
    char *from = text, *end = text + strlen (text);

    while (*from && g_unichar_isspace (g_utf8_get_char (from)))
        from = g_utf8_next_char (from);
    while (end > from && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
        end = g_utf8_prev_char (end);
    *end = '\0';
    memmove (text, from, (gsize) (end - from) + 1);
    return text;
}

char *
dcmm_sheet_plain (const char *text)
{
    char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);

    return trim (plain ? plain : g_strdup (text));
}

int
dcmm_sheet_column (const char *heading)
{
    g_autofree char *plain = dcmm_sheet_plain (*heading == '\'' ? heading + 1 : heading);

    for (int i = 0; i < DCMM_SHEET_COLUMNS; i++)
        for (guint lang = 0; lang < DCMM_LANGS; lang++)
            if (g_ascii_strcasecmp (plain, dcmm_sheet_headings[i].in[lang]) == 0)
                return i;
    return -1;
}

/* An attribute may have any key, "name" and "#x" too: two # before it, and it is one whatever follows. */
gboolean
dcmm_sheet_row (const char *text, int *row, char **key)
{
    static const char wide[] = "＃";
    g_autofree char *plain = NULL;

    while (*text == ' ')
        text++;
    *row = -1;
    *key = NULL;
    if (g_str_has_prefix (text, "##")) {
        *key = g_strdup (text + 2);
        return TRUE;
    }
    if (*text != '#' && !g_str_has_prefix (text, wide))
        return FALSE;
    text += *text == '#' ? 1 : strlen (wide);
    plain = dcmm_sheet_plain (text);
    for (int i = 0; i < DCMM_SHEET_ROWS; i++)
        if (g_ascii_strcasecmp (plain, dcmm_sheet_rows[i].id) == 0) {
            *row = i;
            return TRUE;
        }
    *key = trim (g_strdup (text));
    return TRUE;
}

int
dcmm_sheet_value (const DcmmPolicy *policy, const char *text)
{
    g_autofree char *told = NULL, *plain = NULL;
    int value = dcmm_policy_value (policy, text);

    if (value >= 0)
        return value;
    told = trim (g_strdup (text));
    value = dcmm_policy_value_by_word (policy, told);
    if (value >= 0)
        return value;
    plain = dcmm_sheet_plain (text);
    return dcmm_policy_value_by_word (policy, plain);
}

/* A number of one to @most digits; @c moves behind it. */
static gboolean
number (const char **c, guint most, guint *n)
{
    guint digits = 0;

    for (*n = 0; g_ascii_isdigit (**c) && digits < most; (*c)++, digits++)
        *n = *n * 10 + (guint) (**c - '0');
    return digits && !g_ascii_isdigit (**c);
}

char *
dcmm_sheet_date (const char *text)
{
    static const struct { const char *year, *month, *day; } marks[] = { { "/", "/", "" }, { "-", "-", "" }, { ".", ".", "" }, { "年", "月", "日" } };
    g_autofree char *plain = NULL, *date = NULL;
    guint y, m, d;

    if (strlen (text) > 40)
        return NULL;
    plain = dcmm_sheet_plain (text);
    for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
        const char *c = plain;
        if (!number (&c, 4, &y) || y < 1000 || !g_str_has_prefix (c, marks[i].year))
            continue;
        c += strlen (marks[i].year);
        if (!number (&c, 2, &m) || !g_str_has_prefix (c, marks[i].month))
            continue;
        c += strlen (marks[i].month);
        if (!number (&c, 2, &d) || strcmp (c, marks[i].day) != 0)
            continue;
        date = g_strdup_printf ("%04u-%02u-%02u", y, m, d);
        return dcmm_date_valid (date) && strcmp (date, text) != 0 ? g_steal_pointer (&date) : NULL;
    }
    return NULL;
}

char *
dcmm_sheet_without_identity (const char *text)
{
    g_autoptr (GString) out = g_string_new (NULL);

    while (*text) {
        const char *end = text;
        for (gunichar u; (u = g_utf8_get_char (end)) && (g_unichar_isdigit (u) || strchr ("xX", (int) MIN (u, 127)) || u == 0xFF38 || u == 0xFF58);)
            end = g_utf8_next_char (end);
        if (end == text) {
            end = g_utf8_next_char (text);
            g_string_append_len (out, text, end - text);
        } else {
            g_autofree char *run = g_strndup (text, (gsize) (end - text)), *code = dcmm_uscc_normal (run);
            g_string_append (out, dcmm_uscc_check (code) == DCMM_USCC_CITIZEN ? "***" : run);
        }
        text = end;
    }
    return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
dcmm_sheet_quoted (const char *text)
{
    g_autofree char *start = NULL;

    if (g_utf8_strlen (text, -1) <= 40)
        return g_strdup (text);
    start = g_utf8_substring (text, 0, 40);
    return g_strconcat (start, "…", NULL);
}
