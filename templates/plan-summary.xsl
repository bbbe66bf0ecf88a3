<?xml version="1.0" encoding="UTF-8"?>
<!-- I1 the cover, I2 the summary, contents. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:p="urn:dcmm:plan:1" xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions"
                xmlns:exsl="http://exslt.org/common" xmlns="urn:dcmm:page:1" extension-element-prefixes="t func exsl" exclude-result-prefixes="d r p f">

<xsl:template name="cover">
  <cover title="{f:kind()}" subtitle="数据管理能力成熟度改进计划" name="{f:enterprise()}" status="{f:plan-status()}">
    <xsl:if test="$zh"><xsl:attribute name="subtitle">DCMM improvement plan</xsl:attribute></xsl:if>
    <t:t as="confidential">For internal use in the enterprise</t:t>
    <fact><t:t as="label">Edition</t:t><xsl:value-of select="$q/@standard"/></fact>
    <fact><t:t as="label">Scoring policy</t:t><t:t name="{$p/@name}" version="{$p/@version}">%{name}, version %{version}</t:t></fact>
    <xsl:if test="$answers/@date"><fact><t:t as="label">Date of the answers</t:t><xsl:value-of select="t:date($answers/@date)"/></fact></xsl:if>
    <xsl:if test="$to"><fact><t:t as="label">Target level</t:t><xsl:value-of select="concat($to, ' ', f:level-name($to))"/></fact></xsl:if>
    <xsl:if test="$budget"><fact><t:t as="label">Budget</t:t><t:t d="{t:number($budget)}" n="{$budget}" one="%{d} person-day">%{d} person-days</t:t></fact></xsl:if>
    <xsl:if test="$plan/@start"><fact><t:t as="label">Start</t:t><xsl:value-of select="t:date($plan/@start)"/></fact></xsl:if>
  </cover>
</xsl:template>

<!-- So that the summary stays on one sheet: the more domains, the fewer roles. -->
<xsl:variable name="domains-ahead" select="count($plan/p:domains/p:domain[key('planned-of', @id)/@quarter])"/>
<xsl:variable name="roles-in-short">
  <xsl:choose>
    <xsl:when test="$domains-ahead &gt; 7">4</xsl:when>
    <xsl:when test="$domains-ahead &gt; 5 and (count($quarters) &gt; 3 or $first-plan)">5</xsl:when>
    <xsl:when test="$domains-ahead &gt; 5">6</xsl:when>
    <xsl:otherwise>8</xsl:otherwise>
  </xsl:choose>
</xsl:variable>

<xsl:template name="summary">
  <page id="summary" tag="{f:plan-status()}">
    <t:t as="theme">Summary</t:t>
    <t:t as="eyebrow">Summary on one page</t:t>
    <t:t as="bookmark">Summary</t:t>
    <h1><xsl:call-template name="P"/></h1>
    <xsl:choose>
      <xsl:when test="$chosen">
        <frame col="1" span="12" y="138">
          <xsl:call-template name="three-figures"/>
          <xsl:if test="$first-plan"><p class="small"><xsl:call-template name="since-in-short"/></p></xsl:if>
        </frame>
        <frame col="1" span="12" y="202">
          <xsl:if test="$ahead"><xsl:call-template name="roadmap-chart"/></xsl:if>
          <xsl:if test="$quarters"><h3><t:t>Milestones</t:t></h3><xsl:call-template name="milestones-in-short"/></xsl:if>
          <xsl:if test="$ahead"><xsl:call-template name="load-chart"><xsl:with-param name="title" select="true()"/><xsl:with-param name="roles" select="$roles-in-short"/></xsl:call-template></xsl:if>
          <xsl:if test="$ahead and count($plan/p:workload/p:role) &gt; $roles-in-short"><p class="note"><t:rich to="workload">The busiest roles; all of them on <pageref>page #</pageref>.</t:rich></p></xsl:if>
        </frame>
        <frame col="1" span="6" y="600"><xsl:call-template name="decisions"/></frame>
        <frame col="7" span="6" y="600"><xsl:call-template name="risks-in-short"/></frame>
      </xsl:when>
      <xsl:otherwise>
        <frame col="1" span="12" y="150"><xsl:call-template name="no-actions"/></frame>
        <frame col="1" span="6" y="400"><xsl:call-template name="decisions"/></frame>
        <frame col="7" span="6" y="400"><xsl:call-template name="proof"/></frame>
      </xsl:otherwise>
    </xsl:choose>
    <frame col="1" span="12" y="752"><strip><xsl:call-template name="basis-strip"/></strip></frame>
  </page>
</xsl:template>

<xsl:template name="three-figures">
  <figures dir="row">
    <figure value="{$days-ahead}">
      <xsl:choose>
        <xsl:when test="$finished and not($ahead)">
          <xsl:attribute name="value"><xsl:value-of select="$done-days"/></xsl:attribute>
          <t:t as="label">person-days done; nothing is left to do</t:t>
        </xsl:when>
        <xsl:when test="$finished"><t:t as="label" n="{sum($facts/@done-days)}" d="{$done-days}" one="person-days still to be done; %{d} is done">person-days still to be done; %{d} are done</t:t></xsl:when>
        <xsl:when test="$by-budget"><t:t as="label" b="{t:number($budget)}">person-days, of a budget of %{b}</t:t></xsl:when>
        <xsl:otherwise><t:t as="label">person-days, the likely figure</t:t></xsl:otherwise>
      </xsl:choose>
    </figure>
    <xsl:if test="$ahead"><figure value="{$plan/@last_quarter}"><t:t as="label" n="{$plan/@last_quarter}" one="quarter of %{d} working days" d="{$plan/@quarter_days}">quarters of %{d} working days</t:t></figure></xsl:if>
    <figure value="{$plan/@score_now} → {$plan/@score_after}">
      <t:t as="label" now="{f:plain-level($plan/@level_now)}" after="{f:plain-level($plan/@level_after)}">expected score: %{now} to %{after}</t:t>
    </figure>
  </figures>
</xsl:template>

<xsl:template name="since-in-short">
  <xsl:choose>
    <xsl:when test="$first-plan/@effort_days = $plan/@effort_days"><t:rich now="{t:number($plan/@effort_days)}">With what is done <b>%{now}</b> person-days, as in the first plan;</t:rich></xsl:when>
    <xsl:otherwise><t:rich first="{t:number($first-plan/@effort_days)}" now="{t:number($plan/@effort_days)}" d="{$facts/@effort-change}">With what is done <b>%{now}</b> person-days, in the first plan %{first} (%{d});</t:rich></xsl:otherwise>
  </xsl:choose>
  <xsl:if test="not($zh)"><xsl:text> </xsl:text></xsl:if>
  <xsl:choose>
    <xsl:when test="$first-plan/@score_after = $plan/@score_after"><t:rich t="{$plan/@score_after}" note="after the person-days beside those of the first plan">the expected score is the same, <b>%{t}</b>.</t:rich></xsl:when>
    <xsl:otherwise><t:rich s="{$first-plan/@score_after}" t="{$plan/@score_after}" e="{$facts/@score-change}" note="after the person-days beside those of the first plan">expected score <b>%{t}</b>, in the first plan %{s} (%{e}).</t:rich></xsl:otherwise>
  </xsl:choose>
  <xsl:value-of select="$sp"/>
  <xsl:call-template name="progress"/>
</xsl:template>

<!-- Nothing to do, or nothing that would help: where the score stands, and what is in the way. -->
<xsl:template name="no-actions">
  <xsl:call-template name="plan-ruler"/>
  <xsl:choose>
    <xsl:when test="$by-budget">
      <p class="lead"><t:t b="{t:number($budget)}" s="{$plan/@score_now}">With %{b} person-days no action begins that leads further than %{s}.</t:t></p>
      <p class="lead"><t:t>Without a budget the plan names the person-days that a level takes.</t:t></p>
    </xsl:when>
    <xsl:when test="$plan/@reachable = 'true'">
      <p class="lead"><t:t s="{$plan/@score_now}">The score is %{s} already; no action is needed for the target.</t:t></p>
      <p class="lead"><t:t>Keep the evidence current and assess again within twelve months.</t:t></p>
    </xsl:when>
    <xsl:when test="$plan/p:blocking or $plan/p:shortage">
      <xsl:if test="$plan/p:blocking"><xsl:call-template name="what-blocks"/></xsl:if>
      <xsl:if test="$plan/p:shortage"><xsl:call-template name="what-is-short"/></xsl:if>
    </xsl:when>
    <xsl:when test="$plan/p:why"><p class="lead"><xsl:value-of select="$plan/p:why"/></p></xsl:when>
  </xsl:choose>
</xsl:template>

<xsl:template name="plan-ruler">
  <xsl:variable name="most" select="$plan/p:blocking[not(@ref)][1]/@most"/>
  <chart kind="ruler" now="{$plan/@score_now}">
    <t:t as="now-label">Overall now</t:t>
    <xsl:if test="$to">
      <xsl:attribute name="target"><xsl:value-of select="$plan/@threshold"/></xsl:attribute>
      <t:t as="target-label" T="{$to}" from="{$plan/@threshold}">Target level %{T}: from %{from}</t:t>
      <xsl:if test="$facts/@margin"><t:t as="target-note" m="{$facts/@margin}">%{m} above it</t:t></xsl:if>
    </xsl:if>
    <xsl:if test="$most"><xsl:attribute name="after"><xsl:value-of select="$most"/></xsl:attribute><t:t as="after-label" s="{$most}">with every action %{s}</t:t></xsl:if>
    <t:t as="alt" s="{$plan/@score_now}" L="{f:plain-level($plan/@level_now)}">The overall score on a ruler from 0 to 5: %{s}, %{L}.</t:t>
    <row from="0" to="{$q/d:level[1]/@from}" level="0" label="0"/>
    <xsl:for-each select="$q/d:level">
      <row from="{@from}" to="5.00" level="{@no}" label="{concat(@no, ' ', @name)}" short="{concat(@no, ' ', @short)}">
        <xsl:if test="following-sibling::d:level"><xsl:attribute name="to"><xsl:value-of select="following-sibling::d:level[1]/@from"/></xsl:attribute></xsl:if>
      </row>
    </xsl:for-each>
  </chart>
</xsl:template>

<xsl:template name="what-blocks">
  <h3><t:t>Out of reach even with every action that may be done</t:t></h3>
  <table class="grid">
    <col w="283"/><col w="100" align="right"/><col w="100" align="right"/>
    <thead><tr><th><t:t>Score of</t:t></th><th><t:t note="a score that is asked for">Needed</t:t></th><th><t:t note="the highest score within reach">At most</t:t></th></tr></thead>
    <tbody>
      <xsl:for-each select="$plan/p:blocking[position() &lt;= 10]">
        <xsl:variable name="part" select="key('domain', @ref) | key('item', @ref)"/>
        <tr>
          <td><xsl:choose><xsl:when test="@ref"><xsl:value-of select="concat(@ref, ' ', $part/@name)"/></xsl:when><xsl:otherwise><b><t:t>Whole enterprise</t:t></b></xsl:otherwise></xsl:choose></td>
          <td><xsl:value-of select="@need"/></td><td class="accent"><xsl:value-of select="@most"/></td>
        </tr>
      </xsl:for-each>
    </tbody>
  </table>
  <xsl:variable name="rest" select="count($plan/p:blocking) - 10"/>
  <xsl:if test="$rest &gt; 0"><p class="note"><t:t n="{$rest}">and %{n} more</t:t></p></xsl:if>
</xsl:template>

<xsl:template name="what-is-short">
  <h3><t:t n="{$plan/p:limits/@quarters}" one="Too few person-days in %{n} quarter">Too few person-days in %{n} quarters</t:t></h3>
  <table class="grid">
    <col w="283"/><col w="100" align="right"/><col w="100" align="right"/>
    <thead><tr><th><t:t>Role</t:t></th><th><t:t>The least plan takes</t:t></th><th><t:t>There are</t:t></th></tr></thead>
    <tbody>
      <xsl:for-each select="$plan/p:shortage">
        <tr><td><xsl:value-of select="f:plan-role(@role)"/></td><td class="accent"><xsl:value-of select="t:number(@need)"/></td><td><xsl:value-of select="t:number(@has)"/></td></tr>
      </xsl:for-each>
    </tbody>
  </table>
</xsl:template>

<!-- At most four rows: of more quarters the first three and the last. -->
<xsl:template name="milestones-in-short">
  <table>
    <col w="112"/><col w="231"/><col w="60" align="right"/><col w="80" align="right"/>
    <thead><tr><th><t:t>End of</t:t></th><th><t:t>What stands then</t:t></th><th><t:t>Score</t:t></th><th><t:t>Level</t:t></th></tr></thead>
    <tbody>
      <xsl:for-each select="$quarters">
        <xsl:if test="last() &lt;= 4 or position() &lt;= 3 or position() = last()">
          <tr>
            <td class="strong"><xsl:value-of select="f:quarter(@quarter)"/><xsl:if test="@date"><xsl:text> </xsl:text><small><xsl:value-of select="@date"/></small></xsl:if></td>
            <td>
              <t:t n="{@actions}" one="%{n} action completed">%{n} actions completed</t:t>
              <xsl:text> · </xsl:text>
              <t:t n="{@days}" one="%{n} person-day worked">%{n} person-days worked</t:t>
            </td>
            <td class="strong"><xsl:value-of select="@score"/></td>
            <td>
              <xsl:choose>
                <xsl:when test="@level &gt;= $to"><em><xsl:value-of select="f:level-short(@level)"/></em></xsl:when>
                <xsl:otherwise><xsl:value-of select="f:level-short(@level)"/></xsl:otherwise>
              </xsl:choose>
            </td>
          </tr>
        </xsl:if>
      </xsl:for-each>
    </tbody>
  </table>
</xsl:template>

<xsl:template name="decisions">
  <callout kind="decision">
    <h3><t:t>For decision</t:t></h3>
    <ol class="small circled">
      <xsl:choose>
        <xsl:when test="not($planned) and $plan/@reachable = 'false'">
          <li><t:t>Choose a lower target, or give more days and quarters?</t:t></li>
          <li><t:t>Who writes further actions for what no action raises?</t:t></li>
        </xsl:when>
        <xsl:when test="not($planned) and $by-budget">
          <li><t:t>Which level, and how many person-days for it?</t:t></li>
        </xsl:when>
        <xsl:when test="not($planned)">
          <li><t:t L="{$plan/@level_now}">Keep level %{L}: reassess once a year?</t:t></li>
          <li><t:t>Who completes the evidence?</t:t></li>
        </xsl:when>
        <xsl:otherwise><xsl:call-template name="decisions-on-work"/></xsl:otherwise>
      </xsl:choose>
    </ol>
    <xsl:if test="$e and $to and $plan/@reachable = 'true'"><p class="small"><xsl:call-template name="recommended-target"/></p></xsl:if>
  </callout>
</xsl:template>

<!-- The lower of what may be applied for, as far as the profile says, and what the plan reaches. -->
<xsl:template name="recommended-target">
  <xsl:variable name="may" select="$e/@highest-open"/>
  <xsl:variable name="can" select="$plan/@level_after"/>
  <xsl:choose>
    <xsl:when test="not($may &gt;= 2)"><t:t>By its profile the enterprise may not apply for level 2 yet; the gap analysis names the conditions.</t:t></xsl:when>
    <xsl:when test="$may &lt; $can"><t:t l="{$may}" can="{$can}">Recommended target: level %{l}. The plan reaches level %{can}, but by the profile no more than level %{l} may be applied for.</t:t></xsl:when>
    <xsl:when test="$can &gt;= 1"><t:t l="{$can}" may="{$may}">Recommended target: level %{l}, which the plan reaches; by the profile level %{may} may be applied for.</t:t></xsl:when>
  </xsl:choose>
  <xsl:if test="$may &gt;= 2 and $e/@unknown &gt; 0"><xsl:value-of select="$sp"/><t:t n="{$e/@unknown}" one="%{n} condition is still to be verified.">%{n} conditions are still to be verified.</t:t></xsl:if>
</xsl:template>

<xsl:template name="decisions-on-work">
  <xsl:choose>
    <xsl:when test="$facts/@gap"><li><t:t s="{$plan/@score_after}" T="{$to}">Is %{s} enough for now, or are there more days for level %{T}?</t:t></li></xsl:when>
    <xsl:when test="$by-budget and not($to)"><li><t:t s="{$plan/@score_after}">Is %{s} enough for now, or are there more days?</t:t></li></xsl:when>
    <xsl:when test="$to and $finished"><li><t:t T="{$to}">Keep level %{T} as the target?</t:t></li></xsl:when>
    <xsl:when test="$to"><li><t:t T="{$to}">Adopt level %{T} as the target?</t:t></li></xsl:when>
  </xsl:choose>
  <xsl:choose>
    <xsl:when test="not($ahead)"><li><t:t>Who completes the evidence and assesses again?</t:t></li></xsl:when>
    <xsl:when test="$finished"><li><t:t d="{$days-ahead}" n="{count($plan/p:workload/p:role)}" one="Release %{d} more person-days from %{n} role?">Release %{d} more person-days from %{n} roles?</t:t></li></xsl:when>
    <xsl:otherwise><li><t:t d="{$days-ahead}" n="{count($plan/p:workload/p:role)}" one="Release %{d} person-days from %{n} role?">Release %{d} person-days from %{n} roles?</t:t></li></xsl:otherwise>
  </xsl:choose>
  <xsl:if test="$ahead">
  <li>
    <xsl:choose>
      <xsl:when test="$plan/@start and $finished"><t:t date="{t:date($plan/@start)}">Go on from %{date} by this plan?</t:t></xsl:when>
      <xsl:when test="$finished"><t:t>From which day does this plan hold?</t:t></xsl:when>
      <xsl:when test="$plan/@start"><t:t date="{t:date($plan/@start)}">Start on %{date}?</t:t></xsl:when>
      <xsl:otherwise><t:t>Which day does the plan start?</t:t></xsl:otherwise>
    </xsl:choose>
  </li>
  </xsl:if>
</xsl:template>

<xsl:template name="risks-in-short">
  <xsl:variable name="rtf"><xsl:call-template name="risks-that-hold"/></xsl:variable>
  <xsl:variable name="found" select="exsl:node-set($rtf)/*"/>
  <callout kind="info">
    <h3><t:t>Main risks</t:t></h3>
    <xsl:choose>
      <xsl:when test="$found"><ul class="small"><xsl:for-each select="$found[position() &lt;= 2]"><li><xsl:value-of select="(*[1] | *[3])[last()]"/></li></xsl:for-each></ul></xsl:when>
      <xsl:otherwise><p><t:t>None of the fixed rules finds one.</t:t></p></xsl:otherwise>
    </xsl:choose>
  </callout>
</xsl:template>

<xsl:template name="basis-strip">
  <t:t standard="{$q/@standard}" policy="{$p/@name}" version="{$p/@version}" thresholds="{t:list($p/d:threshold/@from, 'id')}"
       a="{$plan/p:basis/@answered}" n="{$plan/p:basis/@criteria}">Basis: %{standard}; policy %{policy} v%{version} (from %{thresholds}); %{a} of %{n} answered.</t:t>
  <xsl:value-of select="$sp"/>
  <xsl:choose>
    <xsl:when test="$a"><t:t date="{f:date-or-none()}" hash="{substring($answers/@sha256, 1, 16)}">Answers of %{date}, hash %{hash}.</t:t></xsl:when>
    <xsl:otherwise><t:t date="{f:date-or-none()}" hash="{substring($answers/@sha256, 1, 16)}">Answers of %{date}; hash of the plan document %{hash}.</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- What it takes, or the risks of a plan without actions, goes on below. -->
<xsl:template name="contents">
  <chapter id="contents">
    <t:t as="theme">Contents</t:t>
    <t:t as="eyebrow">Contents and proof</t:t>
    <columns>
      <column col="1" span="8"><toc max="36"/></column>
      <column col="9" span="4"><xsl:call-template name="proof"/></column>
    </columns>
    <xsl:if test="$first-plan"><xsl:call-template name="since-first"/></xsl:if>
  </chapter>
</xsl:template>

<xsl:template name="proof">
  <callout kind="info">
    <h3><t:t>What is proved</t:t></h3>
    <xsl:choose>
      <xsl:when test="$plan/@reachable = 'false'"><p class="small"><t:t>Even all actions together do not reach the target under these limits.</t:t></p></xsl:when>
      <xsl:when test="$plan/@optimal = 'true' and $plan/@best = 'true'"><p class="small"><t:t>No other choice of these actions leads to a higher score for these days.</t:t></p></xsl:when>
      <xsl:when test="$plan/@optimal = 'true'"><p class="small"><t:t>No other choice of these actions takes fewer days.</t:t></p></xsl:when>
      <xsl:when test="not($plan/@bound_days &gt; 0)"><p class="small"><t:t>The best found in time; not proved to be the least.</t:t></p></xsl:when>
      <xsl:when test="$plan/@bound_days"><p class="small"><t:t b="{t:number($plan/@bound_days)}">No plan takes fewer than %{b} person-days.</t:t></p></xsl:when>
    </xsl:choose>
    <xsl:if test="$plan/p:proof/@greedy_days"><p class="small"><t:t d="{t:number($plan/p:proof/@greedy_days)}">A plain checklist, everything that helps less what can be left out, would take %{d} person-days.</t:t></p></xsl:if>
    <p class="small"><t:t solver="{$plan/p:proof/@solver}">The score was calculated again exactly, as for the answers. The proof is that of %{solver} in double precision; days are the likely ones.</t:t></p>
  </callout>
</xsl:template>

</xsl:stylesheet>
