/* Answers: what an enterprise says of each criterion, with notes, evidence and second opinions. */
#pragma once
#include "model/model.h"

#define DCMM_NS_ANSWERS "urn:dcmm:answers:1"

/* More attributes, respondents or kinds of bonus than any enterprise has, and few enough to compare each with each; and
 * evidence for every criterion forty times over. 700,000 pieces, which 16 MiB have room for, make a report of 14 s and
 * 352 MB, and keep libxml2's RELAX NG busy for minutes. */
#define DCMM_ROWS_MAX     1000
#define DCMM_EVIDENCE_MAX 20000

typedef struct {
    const char *title, *href, *sha256, *size, *date, *valid_until;     /* all but the title may be NULL */
    guint       line;
} DcmmEvidence;

typedef struct {
    const char *value, *by, *at, *note;
    guint       line;
} DcmmVerified;

typedef struct {
    guint         criterion;    /* index in the questionnaire */
    guint         line;
    const char   *value;        /* its id in the scale */
    const char   *by, *at, *confidence, *review, *note;     /* may be NULL */
    guint         first_evidence, n_evidence;
    DcmmVerified  verified;     /* value NULL: none */
} DcmmAnswer;

typedef struct { const char *key, *value; guint line; } DcmmAttribute;
typedef struct { const char *role, *name; } DcmmRespondent;
typedef struct { const char *kind; guint count; } DcmmBonus;

typedef struct {
    const char *path;
    const DcmmQuestionnaire *questionnaire;
    const char *id, *date;                      /* may be NULL */
    const char *uscc, *uscc_verified, *name;    /* as written; may be NULL */
    GArray     *attributes;                     /* of DcmmAttribute */
    GArray     *respondents;                    /* of DcmmRespondent */
    GArray     *bonuses;                        /* of DcmmBonus */
    GArray     *answers;                        /* of DcmmAnswer, in the order of the file */
    GArray     *evidence;                       /* of DcmmEvidence, answer by answer */
    int        *by_criterion;                   /* index of the answer to each criterion, or -1 */
    GStringChunk *strings;                      /* holds every string above */
} DcmmAnswers;

/* Reads a file of answers; its questionnaire comes from the library. @policy decides which values there are. What is
 * wrong with the content is added to @problems (all of it); NULL with the error where the file cannot be read. */
DcmmAnswers *dcmm_answers_load (const char *path, DcmmLibrary *library, const DcmmPolicy *policy, DcmmProblems *problems, GError **error);
/* The same, and a file with any problem above a warning is refused: what every command but `check` does. */
DcmmAnswers *dcmm_answers_open (const char *path, DcmmLibrary *library, const DcmmPolicy *policy, GError **error);
/* An empty set, to be filled by another reader (exchange/) or written by `new`. */
DcmmAnswers *dcmm_answers_new  (const DcmmQuestionnaire *questionnaire, const char *path);
void         dcmm_answers_free (DcmmAnswers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmAnswers, dcmm_answers_free)

/* A profile file: an <enterprise> as root. Fills name, uscc and attributes of @answers. */
gboolean dcmm_profile_load (const char *path, DcmmAnswers *answers, DcmmProblems *problems, GError **error);

/* The checks that every reader shares, whatever the format: @where is the place in its file. */
void dcmm_answers_check_uscc  (const DcmmAnswers *answers, DcmmWhere where, DcmmProblems *problems);
void dcmm_answers_check_dates (const DcmmAnswers *answers, DcmmWhere where, DcmmProblems *problems);
void dcmm_answers_check_answer (const DcmmAnswers *answers, const DcmmAnswer *answer, const DcmmPolicy *policy, DcmmWhere where, DcmmProblems *problems);

/* NULL where there is none. */
const DcmmAnswer *dcmm_answers_of        (const DcmmAnswers *answers, guint criterion);
const char       *dcmm_answers_attribute (const DcmmAnswers *answers, const char *key);
guint             dcmm_answers_answered  (const DcmmAnswers *answers);
const DcmmEvidence *dcmm_answer_evidence (const DcmmAnswers *answers, const DcmmAnswer *answer, guint i);

/* The XML form, complete: reading it back gives the same. */
void dcmm_answers_write (const DcmmAnswers *answers, GString *out);
/* The XML form of an empty set: every criterion stands as a comment, with its text and guidance, ready to uncomment. */
void dcmm_answers_write_blank (const DcmmAnswers *answers, const DcmmPolicy *policy, const DcmmRoles *roles, DcmmLang lang, GString *out);
