#include "exchange/plan-sheet.h"

/* Chinese, English. */
const DcmmWords dcmm_plan_headings[DCMM_PLAN_COLUMNS] = {
    [DCMM_PLAN_ID]          = { { "编号",     "ID"              } },
    [DCMM_PLAN_TITLE]       = { { "措施",     "Action"          } },
    [DCMM_PLAN_DOMAIN]      = { { "能力域",   "Domain"          } },
    [DCMM_PLAN_ROLE]        = { { "主责角色", "Lead role"       } },
    [DCMM_PLAN_DAYS]        = { { "人日",     "Days"            } },
    [DCMM_PLAN_LOW]         = { { "最少",     "Low"             } },
    [DCMM_PLAN_HIGH]        = { { "最多",     "High"            } },
    [DCMM_PLAN_QUARTER]     = { { "季度",     "Quarter"         } },
    [DCMM_PLAN_FROM]        = { { "开始",     "Start"           } },
    [DCMM_PLAN_UNTIL]       = { { "结束",     "End"             } },
    [DCMM_PLAN_REQUIRES]    = { { "前置措施", "Requires"        } },
    [DCMM_PLAN_RAISES]      = { { "提升条款", "Criteria raised" } },
    [DCMM_PLAN_DELIVERABLE] = { { "交付物",   "Deliverable"     } },
    [DCMM_PLAN_STATE]       = { { "状态",     "State"           } },
    [DCMM_PLAN_ON]          = { { "日期",     "Date"            } },
    [DCMM_PLAN_OWNER]       = { { "负责人",   "Owner"           } },
    [DCMM_PLAN_NOTE]        = { { "备注",     "Note"            } },
};

const DcmmWords dcmm_mark_words[DCMM_MARKS] = {
    [DCMM_MARK_OPEN]    = { { "未开始", "open"    } },
    [DCMM_MARK_STARTED] = { { "进行中", "started" } },
    [DCMM_MARK_DONE]    = { { "已完成", "done"    } },
    [DCMM_MARK_DROPPED] = { { "已放弃", "dropped" } },
};

const DcmmWords dcmm_about_sheet = { { "计划信息", "About this plan" } };

const DcmmAboutRowKind dcmm_about_rows[DCMM_ABOUT_ROWS] = {
    [DCMM_ABOUT_QUESTIONNAIRE]  = { "questionnaire",  { { "问卷",                 "questionnaire"                      } } },
    [DCMM_ABOUT_POLICY]         = { "policy",         { { "评分规则",             "scoring policy"                     } } },
    [DCMM_ABOUT_NAME]           = { "name",           { { "企业名称",             "name of the enterprise"             } } },
    [DCMM_ABOUT_USCC]           = { "uscc",           { { "统一社会信用代码",     "unified social credit code"         } } },
    [DCMM_ABOUT_DATE]           = { "date",           { { "作答日期",             "date of the answers"                } } },
    [DCMM_ABOUT_START]          = { "start",          { { "计划第一天",           "first day of the plan"              } } },
    [DCMM_ABOUT_TARGET]         = { "target",         { { "目标等级",             "target level"                       } } },
    [DCMM_ABOUT_TARGETS]        = { "targets",        { { "能力域、能力项的目标", "targets of domains and items"       } } },
    [DCMM_ABOUT_LIMITS]         = { "limits",         { { "限制条件",             "limits"                             } } },
    [DCMM_ABOUT_EFFORT]         = { "effort",         { { "全部人日",             "person-days in all"                 } } },
    [DCMM_ABOUT_SCORE]          = { "score",          { { "预计得分",             "score expected"                     } } },
    [DCMM_ABOUT_LEVEL]          = { "level",          { { "预计等级",             "level expected"                     } } },
    [DCMM_ABOUT_QUARTERS]       = { "quarters",       { { "季度数",               "quarters"                           } } },
    [DCMM_ABOUT_FIRST_DATE]     = { "first-date",     { { "首份计划：作答日期",   "the first plan: date of the answers" } } },
    [DCMM_ABOUT_FIRST_EFFORT]   = { "first-effort",   { { "首份计划：全部人日",   "the first plan: person-days in all" } } },
    [DCMM_ABOUT_FIRST_SCORE]    = { "first-score",    { { "首份计划：预计得分",   "the first plan: score expected"     } } },
    [DCMM_ABOUT_FIRST_LEVEL]    = { "first-level",    { { "首份计划：预计等级",   "the first plan: level expected"     } } },
    [DCMM_ABOUT_FIRST_QUARTERS] = { "first-quarters", { { "首份计划：季度数",     "the first plan: quarters"           } } },
};
