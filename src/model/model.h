/* model/: questionnaires, scoring policies, eligibility rules and crosswalks, from XML to memory.
 *
 * Takes the data folder (and an overlay); gives what a questionnaire asks, how a policy counts, what a rule set
 * demands and what an edition's criteria have become in the next; all of it checked, with messages that name file,
 * line and remedy. Loaded once, never changed afterwards, so that threads may share it. Knows no answers and no score.
 * Start reading at DcmmLibrary, then questionnaire.c.
 */
#pragma once
#include "base/base.h"

#define DCMM_LEVELS     5                                   /* maturity levels 1 to 5 (GB/T 36073, clause 5) */
#define DCMM_NS_QUESTIONNAIRE "urn:dcmm:questionnaire:1"
#define DCMM_NS_OVERLAY       "urn:dcmm:overlay:1"
#define DCMM_NS_POLICY        "urn:dcmm:policy:1"
#define DCMM_NS_ELIGIBILITY   "urn:dcmm:eligibility:1"
#define DCMM_NS_ACTIONS       "urn:dcmm:actions:1"
#define DCMM_NS_PROGRAMMES    "urn:dcmm:programmes:1"
#define DCMM_NS_ROLES         "urn:dcmm:roles:1"
#define DCMM_NS_CROSSWALK     "urn:dcmm:crosswalk:1"

/* Words in each language; NULL where there are none. Borrowed from what they belong to. */
typedef struct {
    const char *in[DCMM_LANGS];
} DcmmWords;

/* In the language asked for, else in the other one, else "". */
const char *dcmm_words (const DcmmWords *words, DcmmLang lang);

typedef enum { DCMM_ORGANISATION, DCMM_POLICY_DIMENSION, DCMM_PROCESS, DCMM_TECHNOLOGY, DCMM_DIMENSIONS } DcmmDimension;
/* "organisation", "policy", "process", "technology": the ids in the data. */
extern const char *const dcmm_dimension_ids[DCMM_DIMENSIONS];

/* Where a criterion's wording comes from. */
typedef enum {
    DCMM_ORIGIN_UNKNOWN,        /* a questionnaire of one's own that does not say */
    DCMM_ORIGIN_WORDED,         /* own words after a known clause or subject: confidence high or medium */
    DCMM_ORIGIN_RECONSTRUCTED,  /* confidence low */
    DCMM_ORIGIN_OVERLAY,        /* the user's licensed text */
} DcmmOrigin;

typedef struct {
    const char   *id;           /* "6.1-2.3": never reused, never renumbered */
    guint         item;         /* index */
    guint         level;        /* 1 to 5 */
    guint         number;       /* within item and level */
    DcmmDimension dimension;
    DcmmOrigin    origin;
    const char   *confidence;   /* "high", "medium", "low", or NULL */
    const char   *weight;       /* a decimal above 0, "1" where silent */
    DcmmWords     text, hint, evidence;
    const char   *who;          /* a role of questionnaires/roles.xml: who usually knows; NULL: not said */
    const char   *from, *to;    /* the two values that @degree tells apart; NULL: not said */
    DcmmWords     degree;       /* how to tell them apart */
    DcmmWords     suffices, lacks;  /* evidence that is enough for the better one, and some that is not */
} DcmmCriterion;

typedef struct {
    const char *id;             /* "6.1" */
    guint       domain;         /* index */
    guint       first, n;       /* its criteria: by level, then number */
    DcmmWords   name, short_name, purpose, risk;
    DcmmWords   start;          /* where to begin */
} DcmmItem;

typedef struct {
    const char *id;             /* "6" */
    guint       first, n;       /* its items */
    DcmmWords   name, short_name, purpose;
} DcmmDomain;

typedef struct {
    guint     no;               /* 1 to 5 */
    DcmmWords name, short_name;
} DcmmLevel;

typedef struct {
    const char    *id, *standard, *version, *edition_date;  /* edition_date: NULL, or from when the edition has been replaced */
    const char    *path;
    guint          counted;     /* criteria that the standard is publicly said to have; 0: not said */
    DcmmWords      title;
    DcmmLevel      levels[DCMM_LEVELS];
    DcmmDomain    *domains;   guint n_domains;
    DcmmItem      *items;     guint n_items;
    DcmmCriterion *criteria;  guint n_criteria;
    char          *overlay_name, *overlay_sha256;           /* NULL: none */
} DcmmQuestionnaire;

/* The index of a criterion, item or domain, or -1. */
int dcmm_questionnaire_criterion (const DcmmQuestionnaire *questionnaire, const char *ref);
int dcmm_questionnaire_item      (const DcmmQuestionnaire *questionnaire, const char *ref);
int dcmm_questionnaire_domain    (const DcmmQuestionnaire *questionnaire, const char *ref);

/* From a file of its own; problems of content are added to @problems. NULL where it cannot be read at all. */
DcmmQuestionnaire *dcmm_questionnaire_load (const char *path, const char *overlay, DcmmProblems *problems, GError **error);
void               dcmm_questionnaire_free (DcmmQuestionnaire *questionnaire);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmQuestionnaire, dcmm_questionnaire_free)

/* ---- Scoring policies: data, not code ---- */

typedef enum { DCMM_SUM, DCMM_GATED, DCMM_HIGHEST } DcmmCombine;

typedef struct {
    const char  *id;            /* "full" … */
    DcmmWords    name;
    gboolean     counts;        /* FALSE: "na", leaves numerator and denominator */
    DcmmRational compliance;    /* 0 to 1 */
} DcmmValue;

typedef enum { DCMM_EACH_DOMAIN, DCMM_EACH_ITEM, DCMM_ONE } DcmmConditionScope;

typedef struct {
    DcmmConditionScope scope;
    const char        *ref;     /* DCMM_ONE: a domain or an item */
    DcmmRational       from;
    const char        *from_text;
} DcmmCondition;

typedef struct {
    guint          no;
    DcmmRational   from;
    const char    *from_text;
    DcmmCondition *conditions;
    guint          n_conditions;
} DcmmThreshold;

typedef struct {
    const char  *ref;
    DcmmRational weight;
    const char  *text;
    gboolean     is_domain;     /* by its element; a domain and an item may not share an id anyway */
    guint        line;
} DcmmWeight;

typedef struct {
    const char    *id, *version, *path;
    DcmmWords      name;
    DcmmValue     *values;      guint n_values;
    DcmmCombine    combine;
    DcmmRational   gate;        /* gated, highest */
    gboolean       has_gate;
    const char    *gate_text;
    DcmmWeight    *weights;     guint n_weights;
    gboolean       has_bonus;
    DcmmRational   bonus_each, bonus_cap, bonus_max;
    DcmmThreshold  levels[DCMM_LEVELS];                     /* levels[0] is level 1 */
} DcmmPolicy;

/* The index of a value by its id, or -1. */
int dcmm_policy_value (const DcmmPolicy *policy, const char *id);
/* The index of a value by id or by its word in either language, or -1. */
int dcmm_policy_value_by_word (const DcmmPolicy *policy, const char *word);
/* Its word: the policy's own, else the usual one for full, large, part, none and na, else its id. */
const char *dcmm_policy_word (const DcmmPolicy *policy, guint value, DcmmLang lang);
/* "Partly met or largely met": the two values that the criterion's <degree> tells apart. Yours; NULL where it has none. */
char       *dcmm_policy_between (const DcmmPolicy *policy, const DcmmCriterion *criterion, DcmmLang lang);

DcmmPolicy *dcmm_policy_load (const char *path, DcmmProblems *problems, GError **error);
void        dcmm_policy_free (DcmmPolicy *policy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmPolicy, dcmm_policy_free)
/* Weights and conditions name domains and items: whether this questionnaire has them. */
gboolean    dcmm_policy_fits (const DcmmPolicy *policy, const DcmmQuestionnaire *questionnaire, DcmmProblems *problems);

/* ---- Eligibility rules ---- */

typedef enum {
    DCMM_COUNT_YEARS,           /* full years from a date to the answers' date */
    DCMM_COUNT_NUMBER,          /* a number as it stands */
    DCMM_COUNT_LIST,            /* the members of a list */
} DcmmCounting;

typedef struct {
    const char  *key;           /* "min_staff" */
    const char  *attribute;     /* "insured_staff" */
    DcmmCounting counting;
    DcmmWords    name, unit;    /* "参保人数", "名" */
    DcmmWords    missing;       /* "还需增加 %1 名参保人员（现有 %2，要求 %3）": how a distance is said */
    const char  *scale;         /* the rule's figure is this many times the attribute's unit (10000 for 万元); "1" */
} DcmmRuleColumn;

typedef struct {
    guint        column;
    guint        level;
    DcmmRational need;
    const char  *need_text;
    const char  *source, *date, *confidence;
} DcmmRule;

typedef struct {
    const char *key;
    DcmmWords   name, proves;
    guint       from_level;
    const char *column;         /* the condition that it proves, or NULL */
    const char *role;           /* NULL: both */
} DcmmDocumentRule;

typedef struct {
    const char *role;           /* "owner" or "provider" */
    DcmmWords   text;           /* what is asked for and cannot be checked from the profile */
    guint       from_level;
    const char *source, *confidence;
} DcmmNotice;

typedef struct {
    const char *role;
    DcmmWords   name;
    DcmmRule   *rules;      guint n_rules;
} DcmmRoleRules;

typedef struct {
    const char       *id, *valid_from, *path, *source, *date;
    DcmmWords         name;
    DcmmRuleColumn   *columns;      guint n_columns;
    DcmmRoleRules    *roles;        guint n_roles;
    DcmmDocumentRule *documents;    guint n_documents;
    DcmmNotice       *notices;      guint n_notices;
} DcmmEligibility;

DcmmEligibility *dcmm_eligibility_load (const char *path, DcmmProblems *problems, GError **error);
void             dcmm_eligibility_free (DcmmEligibility *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmEligibility, dcmm_eligibility_free)

/* ---- Programmes: pilots and subsidies, a table that a bureau keeps ---- */

typedef enum {
    DCMM_KIND_PILOT,            /* a list of pilots that one may apply for */
    DCMM_KIND_REWARD,           /* an amount, once */
    DCMM_KIND_SHARE,            /* a part of the cost */
    DCMM_KIND_VOUCHER,          /* a voucher for services */
    DCMM_KIND_POLICY,           /* a document that may hold one of these; to be asked */
    DCMM_KINDS
} DcmmProgrammeKind;
/* "pilot" …: the ids in the data. */
extern const char *const dcmm_kind_ids[DCMM_KINDS];

/* What can be checked against the profile. */
typedef struct {
    const char  *attribute;
    DcmmCounting counting;
    const char  *from;          /* at least this, in the attribute's own unit; or */
    const char  *one_of;        /* one of these values, parted by commas */
    DcmmWords    text;          /* "成立满2年" */
} DcmmProgrammeNeed;

typedef struct {
    const char       *id;
    DcmmProgrammeKind kind;
    const char       *region;   /* GB/T 2260: "330282", "330200" (a city), "330000" (a province), "000000" (the country) */
    guint             level;    /* 1 to 5; 0: any */
    const char       *role;     /* "owner", "provider"; NULL: both */
    const char       *from, *to;            /* in force; NULL: not known */
    const char       *amount, *cap;         /* whole yuan, as the document has it; NULL: not known */
    const char       *share;    /* of the cost: "0.3"; NULL: not known */
    const char       *source, *date, *confidence;       /* always there: nothing is promised that is not sourced */
    const char       *checked_on;           /* when somebody last looked; NULL: not said */
    DcmmWords         title, region_name, text;
    guint             first, n; /* its needs */
} DcmmProgramme;

typedef struct {
    const char *path;
    const char *date;           /* of the table; NULL: not said */
    DcmmWords   name;
    const DcmmProgramme     *programmes;    guint n_programmes;
    const DcmmProgrammeNeed *needs;
} DcmmProgrammes;

/* @path NULL: an empty table. */
DcmmProgrammes *dcmm_programmes_load (const char *path, DcmmProblems *problems, GError **error);
void            dcmm_programmes_free (DcmmProgrammes *programmes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmProgrammes, dcmm_programmes_free)

/* ---- Roles and improvement actions ---- */

typedef struct {
    const char *id;             /* "cdo" */
    DcmmWords   name;           /* "数据负责人" */
} DcmmRoleInfo;

typedef struct {
    const char *path;
    DcmmRoleInfo   *roles;      guint n_roles;
} DcmmRoles;

DcmmRoles *dcmm_roles_load (const char *path, DcmmProblems *problems, GError **error);
void       dcmm_roles_free (DcmmRoles *roles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmRoles, dcmm_roles_free)
/* The index of a role by its id, or -1. */
int        dcmm_roles_find (const DcmmRoles *roles, const char *id);
/* The same, or by its name in either language. */
int        dcmm_roles_named (const DcmmRoles *roles, const char *text);
/* "sponsor Sponsor, cdo Data lead, …": for messages; yours. */
char      *dcmm_roles_list (const DcmmRoles *roles, DcmmLang lang);
/* Says that there is no such role, and which ones there are. */
void       dcmm_roles_unknown (const DcmmRoles *roles, const char *id, DcmmWhere where, DcmmProblems *problems);

/* What an action makes of a criterion; it never lowers a better answer. */
typedef struct {
    guint       criterion;      /* index */
    const char *to;             /* a value's id; dcmm_actions_fit() finds it in a policy's scale */
    guint       line;
} DcmmRaise;

typedef struct {
    const char *id;             /* "governance-committee" */
    guint       line;
    guint       role;           /* index */
    guint       low, likely, high;          /* person-days; the plan counts likely */
    guint       duration;       /* usual working days from start to end; 0: not said */
    DcmmWords   title, why, deliverable, proof, tools;
    DcmmWords  *steps;          guint n_steps;
    guint      *requires;       guint n_requires;       /* indices of actions */
    DcmmRaise  *raises;         guint n_raises;
} DcmmAction;

typedef struct {
    const char              *path, *id;     /* id: that of the questionnaire */
    const DcmmQuestionnaire *questionnaire;
    const DcmmRoles         *roles;
    DcmmAction              *actions;       guint n_actions;        /* in the order of the file */
} DcmmActions;

typedef struct _DcmmLibrary DcmmLibrary;

/* Roles and the questionnaire come from the library. @questionnaire: the one that the answers are to, and a file for
 * another edition is wrong; NULL: whatever the file names. The library must outlive what is loaded. */
DcmmActions *dcmm_actions_load (const char *path, DcmmLibrary *library, const DcmmQuestionnaire *questionnaire, DcmmProblems *problems,
                                GError **error);
void         dcmm_actions_free (DcmmActions *actions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmActions, dcmm_actions_free)
/* The index of an action by its id, or -1. */
int          dcmm_actions_find (const DcmmActions *actions, const char *id);
/* Every value that an action raises to is in the policy's scale, and counts. */
gboolean     dcmm_actions_fit  (const DcmmActions *actions, const DcmmPolicy *policy, DcmmProblems *problems);

/* ---- Crosswalks: what each criterion of an edition has become in another one ---- */

/* What the heir is to its forebear. */
typedef enum {
    DCMM_SAME,
    DCMM_NARROWER,              /* asks for less */
    DCMM_BROADER,               /* asks for more */
    DCMM_INTERSECTS,
    DCMM_NEW,                   /* no forebear */
    DCMM_WITHDRAWN,             /* no heir */
    DCMM_RELATIONS
} DcmmRelation;
/* "same", "narrower" …: the ids in the data. */
extern const char *const dcmm_relation_ids[DCMM_RELATIONS];
/* The word for it in the language in force. */
const char *dcmm_relation_word (DcmmRelation relation);

typedef struct {
    int          from, to;      /* indices of criteria; -1: none (new, withdrawn) */
    DcmmRelation relation;
    guint        line;
} DcmmMap;

/* The maps of one criterion: indices in DcmmCrosswalk.maps, in the order of the file. */
typedef struct {
    const guint *maps;
    guint        n;
} DcmmMaps;

typedef struct {
    const char *path;
    guint       line;                           /* of the root element */
    const DcmmQuestionnaire *from, *to;         /* borrowed from the library */
    DcmmMap    *maps;           guint n_maps;   /* in the order of the file */
    DcmmMaps   *by_from, *by_to;                /* per criterion; n 0 only for what an overlay has added */
} DcmmCrosswalk;

/* A split is several maps of one forebear, a merger several of one heir. Every criterion of both editions must be
 * named; those that an overlay adds need not be. The editions come from the library. Problems of content are added
 * to @problems. */
DcmmCrosswalk *dcmm_crosswalk_load (const char *path, DcmmLibrary *library, DcmmProblems *problems, GError **error);
void           dcmm_crosswalk_free (DcmmCrosswalk *crosswalk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmCrosswalk, dcmm_crosswalk_free)

/* ---- The library: what is shipped, loaded once and kept ---- */

/* @overlay: a file laid over the questionnaire that it names, or NULL. Loads nothing yet. */
DcmmLibrary *dcmm_library_new  (const char *overlay);
void         dcmm_library_free (DcmmLibrary *library);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmLibrary, dcmm_library_free)

/* By id ("dcmm-2018") or by the path of a questionnaire file. Safe from any thread; borrowed from the library. NULL
 * with DCMM_INPUT where it is unknown (the message lists the known ones) or wrong. */
const DcmmQuestionnaire *dcmm_library_questionnaire (DcmmLibrary *library, const char *id, GError **error);
/* Whether a questionnaire of this id is shipped, right or wrong. */
gboolean                 dcmm_library_knows         (DcmmLibrary *library, const char *id);
/* The overlay's path, where it lies over none of the questionnaires asked for so far; else NULL. Borrowed. */
const char              *dcmm_library_idle_overlay  (DcmmLibrary *library);
/* By id, or the path of a file; NULL: the default, "practice". */
const DcmmPolicy        *dcmm_library_policy        (DcmmLibrary *library, const char *id, GError **error);
/* By id, or the path of a file; NULL: the newest that is shipped. */
const DcmmEligibility   *dcmm_library_eligibility   (DcmmLibrary *library, const char *id, GError **error);
/* Pilots and subsidies: the file named, else questionnaires/programmes.xml; empty where a data folder of one's own has none. */
const DcmmProgrammes    *dcmm_library_programmes    (DcmmLibrary *library, const char *path, GError **error);
/* Who may be asked to do something: questionnaires/roles.xml. */
const DcmmRoles         *dcmm_library_roles         (DcmmLibrary *library, GError **error);
/* The actions that are shipped for a questionnaire of the library, by its id: questionnaires/actions/ID.xml. */
const DcmmActions       *dcmm_library_actions       (DcmmLibrary *library, const DcmmQuestionnaire *questionnaire, GError **error);
/* Between two editions, by their ids; NULL with DCMM_INPUT where none leads from the one to the other. */
const DcmmCrosswalk     *dcmm_library_crosswalk     (DcmmLibrary *library, const char *from, const char *to, GError **error);

/* Ids of what is shipped, sorted; free with g_strfreev. The newest questionnaire stands last. */
char **dcmm_library_questionnaires (DcmmLibrary *library);
char **dcmm_library_policies       (DcmmLibrary *library);
/* Whether a crosswalk leads from the one to the other, whatever its content. */
gboolean dcmm_library_has_crosswalk (DcmmLibrary *library, const char *from, const char *to);
