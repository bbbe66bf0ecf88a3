<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages of a plan share: keys, names, quarters and days; the sentences P1 to P7 and the risks. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:p="urn:dcmm:plan:1" xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions"
                xmlns:exsl="http://exslt.org/common" xmlns="urn:dcmm:page:1" extension-element-prefixes="t func exsl" exclude-result-prefixes="d r p f">

<xsl:key name="plan-role" match="d:planning/d:role" use="@id"/>
<xsl:key name="text-of" match="d:planning/d:action" use="@id"/>
<xsl:key name="ends-in" match="d:planning/d:action" use="@end-quarter"/>
<xsl:key name="planned" match="p:actions/p:action" use="@id"/>
<xsl:key name="planned-in" match="p:actions/p:action" use="@quarter"/>
<xsl:key name="planned-of" match="p:actions/p:action" use="@domain"/>
<xsl:key name="waiting-for" match="p:actions/p:action" use="p:requires/@ref"/>
<xsl:key name="dates-of" match="d:planning/d:quarter" use="@no"/>
<xsl:key name="left" match="p:left/p:criterion" use="@ref"/>
<xsl:key name="raised-by" match="p:criteria/p:criterion" use="@action"/>
<xsl:key name="value" match="d:policy/d:value" use="@id"/>

<xsl:variable name="plan" select="$dossier/p:plan"/>
<xsl:variable name="facts" select="$dossier/d:planning"/>
<xsl:variable name="planned" select="$plan/p:actions/p:action"/>
<!-- Those of the plan; those that are still to be worked on. -->
<xsl:variable name="chosen" select="$planned[not(@state = 'dropped')]"/>
<xsl:variable name="ahead" select="$chosen[@quarter]"/>
<xsl:variable name="finished" select="$planned[@state = 'done']"/>
<xsl:variable name="done-days" select="t:number(sum($facts/@done-days))"/>
<xsl:variable name="days-ahead" select="t:number($plan/@remaining_days)"/>
<xsl:variable name="first-plan" select="$plan/p:baseline"/>
<xsl:variable name="to" select="$plan/@target"/>
<xsl:variable name="quarters" select="$plan/p:milestones/p:milestone"/>
<!-- Made for the best score that a budget buys, not for the least work to a target. -->
<xsl:variable name="budget" select="$plan/p:limits/@budget_days"/>
<xsl:variable name="by-budget" select="$plan/@best = 'true' and $budget"/>

<func:function name="f:kind"><func:result><t:t note="the kind of the report: running head and cover">DCMM improvement plan</t:t></func:result></func:function>
<!-- A plan is a draft until its document says otherwise. -->
<func:function name="f:draft">
  <func:result>
    <xsl:choose>
      <xsl:when test="$plan/@status = 'approved'"><t:t note="the status of a plan">Approved</t:t></xsl:when>
      <xsl:when test="$plan/@status = 'submitted'"><t:t note="the status of a plan">For approval</t:t></xsl:when>
      <xsl:otherwise><t:t note="the status of a plan nobody has signed yet">Draft</t:t></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>
<func:function name="f:plan-status"><func:result><xsl:value-of select="concat(f:draft(), ' · ', f:date-or-none())"/></func:result></func:function>

<func:function name="f:plan-role">
  <xsl:param name="id"/>
  <func:result><xsl:for-each select="$dossier"><xsl:value-of select="key('plan-role', $id)/@name"/></xsl:for-each></func:result>
</func:function>
<func:function name="f:plan-role-short">
  <xsl:param name="id"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="$id = 'business'"><t:t ctx="in a narrow column">Business</t:t></xsl:when>
      <xsl:when test="$id = 'quality'"><t:t ctx="in a narrow column">Quality</t:t></xsl:when>
      <xsl:when test="$id = 'security'"><t:t ctx="in a narrow column">Security</t:t></xsl:when>
      <xsl:when test="$id = 'hr'"><t:t ctx="in a narrow column">HR</t:t></xsl:when>
      <xsl:when test="$id = 'audit'"><t:t ctx="in a narrow column">Audit</t:t></xsl:when>
      <xsl:when test="$id = 'architect'"><t:t ctx="in a narrow column">Architect</t:t></xsl:when>
      <xsl:otherwise><xsl:value-of select="f:plan-role($id)"/></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>
<func:function name="f:quarter">
  <xsl:param name="no"/>
  <func:result><t:t q="{$no}" note="a quarter of the plan, counted from its start">Q%{q}</t:t></func:result>
</func:function>
<!-- With its months, where the plan has a start. -->
<func:function name="f:quarter-dated">
  <xsl:param name="no"/>
  <xsl:variable name="dates" select="$facts/d:quarter[@no = $no]"/>
  <xsl:variable name="y1" select="substring($dates/@from, 1, 4)"/>
  <xsl:variable name="y2" select="substring($dates/@to, 1, 4)"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="not($dates)"><xsl:value-of select="f:quarter($no)"/></xsl:when>
      <xsl:when test="$y1 = $y2">
        <t:t q="{f:quarter($no)}" a="{$dates/@from-month}" b="{$dates/@to-month}" y="{$y1}" m="{substring($dates/@from, 6, 2)}" n="{substring($dates/@to, 6, 2)}"
             note="Q1 (Jan–Mar 2027); %{m} and %{n} are the months' numbers">%{q} (%{a}–%{b} %{y})</t:t>
      </xsl:when>
      <xsl:otherwise>
        <t:t q="{f:quarter($no)}" a="{$dates/@from-month}" b="{$dates/@to-month}" y="{$y1}" z="{$y2}" m="{substring($dates/@from, 6, 2)}" n="{substring($dates/@to, 6, 2)}">%{q} (%{a} %{y}–%{b} %{z})</t:t>
      </xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>
<!-- Without the years, for a column in which a quarter over the new year would not have room for both. -->
<func:function name="f:quarter-months">
  <xsl:param name="no"/>
  <xsl:variable name="dates" select="$facts/d:quarter[@no = $no]"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="not($dates)"><xsl:value-of select="f:quarter($no)"/></xsl:when>
      <xsl:otherwise>
        <t:t q="{f:quarter($no)}" a="{$dates/@from-month}" b="{$dates/@to-month}" m="{substring($dates/@from, 6, 2)}" n="{substring($dates/@to, 6, 2)}"
             note="Q4 (Nov–Jan); %{m} and %{n} are the months' numbers">%{q} (%{a}–%{b})</t:t>
      </xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>
<func:function name="f:state">
  <xsl:param name="id"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="$id = 'done'"><t:t>Done</t:t></xsl:when>
      <xsl:when test="$id = 'started'"><t:t>Under way</t:t></xsl:when>
      <xsl:when test="$id = 'dropped'"><t:t>Dropped</t:t></xsl:when>
      <xsl:otherwise><t:t>Not yet begun</t:t></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>
<func:function name="f:title">
  <xsl:param name="id"/>
  <func:result><xsl:for-each select="$dossier"><xsl:value-of select="key('text-of', $id)/@title"/></xsl:for-each></func:result>
</func:function>
<func:function name="f:plain-level">
  <xsl:param name="no"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="$no &gt; 0"><t:t l="{$no}">level %{l}</t:t></xsl:when>
      <xsl:otherwise><t:t>below level 1</t:t></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>

<!-- Dates where the plan has a start, else working days counted from it. -->
<xsl:template name="span">
  <xsl:choose>
    <xsl:when test="@start_date"><xsl:value-of select="@start_date"/><br/><xsl:value-of select="@due_date"/></xsl:when>
    <xsl:when test="@quarter"><nobr><t:t from="{key('text-of', @id)/@first-day}" to="{@end}" note="working days of a plan">%{from}–%{to}</t:t></nobr></xsl:when>
    <xsl:when test="@on"><xsl:value-of select="@on"/></xsl:when>
  </xsl:choose>
</xsl:template>
<!-- What an action waits for, by the numbers of the cards. -->
<xsl:template name="needs">
  <xsl:for-each select="p:requires">
    <xsl:if test="position() &gt; 1"><xsl:value-of select="$comma"/></xsl:if>
    <xsl:variable name="text" select="key('text-of', @ref)"/>
    <xsl:choose>
      <xsl:when test="$text/@number"><a href="#card-{@ref}"><xsl:value-of select="$text/@number"/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text/@title"/></xsl:otherwise>
    </xsl:choose>
  </xsl:for-each>
</xsl:template>
<xsl:template name="mark">
  <xsl:param name="value"/>
  <xsl:variable name="found" select="$p/d:value[@id = $value]"/>
  <xsl:choose>
    <xsl:when test="$found/@compliance"><pie v="{$found/@compliance}"><xsl:value-of select="$found/@word"/></pie></xsl:when>
    <xsl:when test="$found"><pie v="na"><xsl:value-of select="$found/@word"/></pie></xsl:when>
    <xsl:otherwise><muted><xsl:call-template name="unanswered"/></muted></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- ======== P: the plan in two lines ======== -->

<!-- Of a plan that is under way: what is still to be done; then what is done, and what is proved of both. -->
<xsl:template name="P-ahead">
  <xsl:variable name="n" select="$plan/@last_quarter"/>
  <xsl:variable name="proved">
    <xsl:choose>
      <xsl:when test="$facts/@gap"><t:t gap="{$facts/@gap}" T="{$to}">%{gap} short of level %{T}</t:t></xsl:when>
      <xsl:when test="not($to)"/>
      <xsl:when test="$plan/@optimal = 'true'"><t:t ctx="end of a headline">proven least effort for the rest</t:t></xsl:when>
      <xsl:when test="not($facts/@over-percent)"><t:t ctx="end of a headline">the best found in time for the rest</t:t></xsl:when>
      <xsl:otherwise><t:t p="{$facts/@over-percent}" b="{t:number($plan/@bound_days)}" ctx="end of a headline">with these at most %{p}% above the lower bound of %{b}</t:t></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:choose>
    <xsl:when test="not($ahead)"><t:t s="{$plan/@score_after}">Every action of the plan is done: %{s} is expected</t:t></xsl:when>
    <xsl:when test="$to and not($facts/@gap)"><t:t d="{$days-ahead}" n="{$n}" T="{$to}" one="%{d} more person-days in %{n} quarter would reach level %{T}">%{d} more person-days in %{n} quarters would reach level %{T}</t:t></xsl:when>
    <xsl:otherwise><t:t d="{$days-ahead}" n="{$n}" s="{$plan/@score_after}" one="%{d} more person-days in %{n} quarter lead to %{s}">%{d} more person-days in %{n} quarters lead to %{s}</t:t></xsl:otherwise>
  </xsl:choose>
  <br/>
  <t:t n="{sum($facts/@done-days)}" d="{$done-days}" one="%{d} person-day is done">%{d} person-days are done</t:t>
  <xsl:if test="$ahead and string($proved)"><xsl:value-of select="$semicolon"/><xsl:value-of select="$proved"/></xsl:if>
</xsl:template>

<xsl:template name="P">
  <xsl:variable name="days" select="t:number($plan/@effort_days)"/>
  <xsl:choose>
    <xsl:when test="$plan/@reachable = 'true' and $finished"><xsl:call-template name="P-ahead"/></xsl:when>
    <xsl:when test="$plan/@reachable = 'false' and $to and $plan/p:blocking[not(@ref)]">
      <t:rich s="{$plan/p:blocking[not(@ref)][1]/@most}" T="{$to}" th="{$plan/@threshold}">The actions at hand lead to %{s} at most<br/>Level %{T} starts at %{th}</t:rich>
    </xsl:when>
    <xsl:when test="$plan/@reachable = 'false' and $to"><t:rich T="{$to}">Level %{T} cannot be reached this way<br/>Conditions or capacities stand in the way</t:rich></xsl:when>
    <xsl:when test="$plan/@reachable = 'false'"><t:rich>The targets cannot be reached this way<br/>Conditions or capacities stand in the way</t:rich></xsl:when>
    <xsl:when test="$by-budget and not($chosen)"><t:rich s="{$plan/@score_now}" b="{t:number($budget)}">The score stays at %{s}<br/>No action within %{b} person-days raises it</t:rich></xsl:when>
    <xsl:when test="$to and $facts/@gap">
      <t:rich d="{$days}" n="{$plan/@last_quarter}" s="{$plan/@score_after}" gap="{$facts/@gap}" T="{$to}"
              one="%{d} person-days in %{n} quarter lead to %{s}&lt;br/>%{gap} short of level %{T}">%{d} person-days in %{n} quarters lead to %{s}<br/>%{gap} short of level %{T}</t:rich>
    </xsl:when>
    <xsl:when test="$to and $plan/@level_now &gt;= $to"><t:rich T="{$to}">Level %{T} is reached; this plan secures it</t:rich></xsl:when>
    <xsl:when test="not($to) and $by-budget">
      <t:t d="{$days}" n="{$plan/@last_quarter}" s="{$plan/@score_after}" one="%{d} person-days in %{n} quarter lead to %{s}">%{d} person-days in %{n} quarters lead to %{s}</t:t>
      <br/>
      <xsl:choose>
        <xsl:when test="$plan/p:targets/p:target"><t:t b="{t:number($budget)}">Not every target set is reached within %{b} person-days</t:t></xsl:when>
        <xsl:when test="$plan/@optimal = 'true'"><t:t b="{t:number($budget)}">Proven best score for a budget of %{b} person-days</t:t></xsl:when>
        <xsl:otherwise><t:t b="{t:number($budget)}">The best score found in time for a budget of %{b} person-days</t:t></xsl:otherwise>
      </xsl:choose>
    </xsl:when>
    <xsl:when test="not($to)">
      <t:rich d="{$days}" n="{$plan/@last_quarter}" s="{$plan/@score_after}"
              one="%{d} person-days in %{n} quarter lead to %{s}&lt;br/>The targets set for single domains and items would be reached">%{d} person-days in %{n} quarters lead to %{s}<br/>The targets set for single domains and items would be reached</t:rich>
    </xsl:when>
    <xsl:when test="$plan/@optimal = 'true'">
      <t:rich d="{$days}" n="{$plan/@last_quarter}" T="{$to}"
              one="%{d} person-days in %{n} quarter would reach level %{T}&lt;br/>Proven least effort with the actions at hand">%{d} person-days in %{n} quarters would reach level %{T}<br/>Proven least effort with the actions at hand</t:rich>
    </xsl:when>
    <xsl:when test="not($facts/@over-percent)">
      <t:rich d="{$days}" n="{$plan/@last_quarter}" T="{$to}"
              one="%{d} person-days in %{n} quarter would reach level %{T}&lt;br/>The best found in time, not proved to be the least">%{d} person-days in %{n} quarters would reach level %{T}<br/>The best found in time, not proved to be the least</t:rich>
    </xsl:when>
    <xsl:otherwise>
      <t:rich d="{$days}" n="{$plan/@last_quarter}" T="{$to}" p="{$facts/@over-percent}" b="{t:number($plan/@bound_days)}"
              one="%{d} person-days in %{n} quarter would reach level %{T}&lt;br/>At most %{p}% above the lower bound of %{b}">%{d} person-days in %{n} quarters would reach level %{T}<br/>At most %{p}% above the lower bound of %{b}</t:rich>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template name="P6">
  <t:t quarter="{f:quarter($facts/@peak-quarter)}" role="{f:plan-role($facts/@peak-role)}" d="{$facts/@peak-days}">Busiest: %{role} in %{quarter}, %{d} person-days</t:t>
</xsl:template>
<xsl:template name="P7"><p class="note"><t:t>Scores are expected values once the actions are done and evidenced.</t:t></p></xsl:template>

<!-- ======== Risks, by fixed rules: the gravest first ======== -->

<!-- Roles with more days in a quarter than one person has; `most`: so many of them, the busiest first. -->
<xsl:template name="more-than-one">
  <xsl:param name="most" select="100"/>
  <xsl:for-each select="$facts/d:people[position() &lt;= $most]">
    <xsl:if test="position() &gt; 1"><xsl:value-of select="$semicolon"/></xsl:if>
    <t:t role="{f:plan-role(@role)}" q="{f:quarter(@quarter)}" d="{@days}" n="{@count}">%{role}: %{d} person-days in %{q}, which takes %{n} people</t:t>
  </xsl:for-each>
  <xsl:if test="count($facts/d:people) &gt; $most"><xsl:value-of select="$semicolon"/><t:t n="{count($facts/d:people) - $most}" one="and %{n} more role">and %{n} more roles</t:t></xsl:if>
</xsl:template>

<xsl:template name="risks-that-hold">
  <xsl:if test="$facts/d:people">
    <risk chance="high" harm="high" who="{f:plan-role('sponsor')}">
      <what><t:t d="{$plan/@quarter_days}" note="then roles with their days">More person-days than the %{d} of one person in a quarter:</t:t><xsl:value-of select="$sp"/><xsl:call-template name="more-than-one"><xsl:with-param name="most" select="2"/></xsl:call-template></what>
      <do><t:t>Name these people before the start, or plan again with more quarters (--quarters) or fewer days for the role (--capacity)</t:t></do>
      <brief><xsl:call-template name="more-than-one"><xsl:with-param name="most" select="1"/></xsl:call-template></brief>
    </risk>
  </xsl:if>
  <xsl:if test="$facts/@top-many">
    <risk chance="high" harm="high" who="{f:plan-role('sponsor')}">
      <what><t:t role="{f:plan-role($facts/@top-role)}" p="{$facts/@top-percent}">%{p}% of all days fall to one role: %{role}</t:t></what>
      <do><t:t>Agree the days with the superiors before the start; name deputies</t:t></do>
    </risk>
  </xsl:if>
  <xsl:if test="$facts/@chain-long">
    <risk chance="medium" harm="high" who="{f:plan-role('cdo')}">
      <what><t:t title="{f:title($facts/@chain-last)}" n="{$facts/@chain-days}">“%{title}” and what it waits for take %{n} working days</t:t></what>
      <do><t:t>Start the first of them at once; look at their dates every month</t:t></do>
    </risk>
  </xsl:if>
  <xsl:if test="$a/r:evidence/@low">
    <risk chance="medium" harm="high" who="{f:plan-role('business')}">
      <what><t:t c="{$a/r:evidence/@coverage}">Only %{c}% of the criteria marked as met have evidence: the score now may be too high</t:t></what>
      <do><t:t>Complete the evidence in the first quarter, beside the actions</t:t></do>
    </risk>
  </xsl:if>
  <xsl:if test="$facts/@unanswered &gt; 0">
    <risk chance="medium" harm="medium" who="{f:plan-role('cdo')}">
      <what><t:t n="{$facts/@unanswered}" one="%{n} criterion is unanswered and counts as not met">%{n} criteria are unanswered and count as not met</t:t></what>
      <do><t:t>Answer them before the start and plan again</t:t></do>
    </risk>
  </xsl:if>
  <!-- So it is of every plan of least work: the last to be said, with the way to a reserve. -->
  <xsl:if test="$facts/@margin-small and $ahead">
    <risk chance="medium" harm="high" who="{f:plan-role('cdo')}">
      <what><t:t m="{$facts/@margin}" T="{$to}">Being the least work, the plan ends %{m} above the threshold of level %{T}: what falls short is missing</t:t></what>
      <do><t:t>For a reserve plan again with one more action (--fix ACTION) or a level for a domain (--target 7=3, say)</t:t></do>
    </risk>
  </xsl:if>
</xsl:template>
<func:function name="f:grade">
  <xsl:param name="id"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="$id = 'high'"><t:t ctx="of a risk">high</t:t></xsl:when>
      <xsl:when test="$id = 'medium'"><t:t ctx="of a risk">medium</t:t></xsl:when>
      <xsl:otherwise><t:t ctx="of a risk">low</t:t></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>

</xsl:stylesheet>
