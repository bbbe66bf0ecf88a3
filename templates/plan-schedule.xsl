<?xml version="1.0" encoding="UTF-8"?>
<!-- I3 what it takes, I4 the roadmap, I5 the workload, I6 the milestones. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:p="urn:dcmm:plan:1" xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions"
                xmlns:exsl="http://exslt.org/common" xmlns="urn:dcmm:page:1" extension-element-prefixes="t func exsl" exclude-result-prefixes="d r p f">

<xsl:template name="what-it-takes">
  <chapter id="takes" continue="yes">
    <t:t as="theme">What it takes</t:t>
    <t:t as="eyebrow">What it takes, by domain</t:t>
    <t:t as="bookmark">What it takes</t:t>
    <xsl:variable name="busy" select="$plan/p:domains/p:domain[@actions &gt; 0]"/>
    <h1>
      <t:t n="{count($busy)}" k="{count($chosen)}" one="%{k} actions in %{n} domain">%{k} actions in %{n} domains</t:t>
      <xsl:call-template name="of-them-done"/>
    </h1>
    <group>
      <xsl:call-template name="range-chart"/>
    <table size="8.2">
      <col w="142"/><col w="60" align="right"/><col w="185"/><col w="96" align="right"/>
      <thead><tr><th><t:t>Domain</t:t></th><th><t:t>Actions</t:t></th><th><t:t>Roles in the lead</t:t></th><th><t:t>Score</t:t></th></tr></thead>
      <tbody>
        <xsl:for-each select="$busy">
          <tr>
            <td><xsl:value-of select="concat(@id, ' ', key('domain', @id)/@name)"/></td>
            <td><xsl:value-of select="@actions"/></td>
            <td><xsl:value-of select="t:list(key('plan-role', key('planned-of', @id)[not(@state = 'dropped')]/@role)/@name)"/></td>
            <td>
              <xsl:choose>
                <xsl:when test="not(@score_now)"/>
                <xsl:when test="@score_now = @score_after"><xsl:value-of select="@score_now"/></xsl:when>
                <xsl:otherwise><nobr><xsl:value-of select="@score_now"/> → <b><xsl:value-of select="@score_after"/></b></nobr></xsl:otherwise>
              </xsl:choose>
            </td>
          </tr>
        </xsl:for-each>
        <tr class="total">
          <td><t:t>Whole enterprise</t:t></td>
          <td><xsl:value-of select="count($chosen)"/></td>
          <td><t:t n="{$plan/@effort_days}" d="{t:number($plan/@effort_days)}" one="%{d} person-day">%{d} person-days</t:t><xsl:if test="$finished and $ahead"><t:t d="{$done-days}" note="after a sum of person-days">, %{d} of them done</t:t></xsl:if></td>
          <td><nobr><xsl:value-of select="concat($plan/@score_now, ' → ', $plan/@score_after)"/></nobr></td>
        </tr>
      </tbody>
    </table>
    <p class="note"><t:t>An action stands in the domain where most of what it changes lies; it may raise others, too. Lows and highs do not add up to a forecast, so they have no sum.</t:t></p>
    </group>
  </chapter>
</xsl:template>

<!-- After a number of actions: how many of them are to be done, and are done. -->
<xsl:template name="of-them-done">
  <xsl:if test="$finished and not($ahead)"><t:t note="after “39 actions in 9 domains”">, all of them done</t:t></xsl:if>
  <xsl:if test="$finished and $ahead"><t:t n="{count($ahead)}" m="{count($finished)}" note="after “39 actions in 9 domains”">: %{n} still to be done, %{m} done</t:t></xsl:if>
</xsl:template>

<!-- What a continued plan has become of, beside the first one. -->
<xsl:template name="since-first">
  <h2><t:t>Beside the first plan</t:t></h2>
  <table class="grid">
    <col w="142"/><col w="113" align="right"/><col w="113" align="right"/><col w="115" align="right"/>
    <thead>
      <tr>
        <th/><th><t:t>First plan</t:t><xsl:if test="$first-plan/@date"><br/><small><xsl:value-of select="$first-plan/@date"/></small></xsl:if></th>
        <th><t:t>This plan</t:t></th><th><t:t>Change</t:t></th>
      </tr>
    </thead>
    <tbody>
      <tr><td><t:t>Person-days in all</t:t></td><td><xsl:value-of select="t:number($first-plan/@effort_days)"/></td><td class="strong"><xsl:value-of select="t:number($plan/@effort_days)"/></td><td><xsl:call-template name="change"><xsl:with-param name="by" select="$facts/@effort-change"/><xsl:with-param name="same" select="$first-plan/@effort_days = $plan/@effort_days"/></xsl:call-template></td></tr>
      <tr><td><t:t>Expected score</t:t></td><td><xsl:value-of select="$first-plan/@score_after"/></td><td class="strong"><xsl:value-of select="$plan/@score_after"/></td><td><xsl:call-template name="change"><xsl:with-param name="by" select="$facts/@score-change"/><xsl:with-param name="same" select="$first-plan/@score_after = $plan/@score_after"/></xsl:call-template></td></tr>
      <tr><td><t:t>Level</t:t></td><td><xsl:value-of select="f:level-short($first-plan/@level_after)"/></td><td class="strong"><xsl:value-of select="f:level-short($plan/@level_after)"/></td><td/></tr>
      <tr><td><t:t>Quarters</t:t></td><td><xsl:value-of select="$first-plan/@last_quarter"/></td><td class="strong"><xsl:value-of select="$plan/@last_quarter"/></td><td/></tr>
    </tbody>
  </table>
  <p class="note"><xsl:call-template name="progress"/></p>
</xsl:template>
<xsl:template name="change">
  <xsl:param name="by"/>
  <xsl:param name="same"/>
  <xsl:choose><xsl:when test="$same"><t:t note="a column of changes">the same</t:t></xsl:when><xsl:otherwise><xsl:value-of select="$by"/></xsl:otherwise></xsl:choose>
</xsl:template>
<xsl:template name="progress">
  <t:t a="{count($finished)}" d="{$done-days}" b="{count($planned[@state = 'started'])}" c="{count($planned[@state = 'dropped'])}" e="{$days-ahead}" k="{count($ahead)}"
       note="how far a plan has come">Actions: %{a} done (%{d} person-days), %{k} still to be done (%{e} person-days; %{b} of them under way), %{c} dropped.</t:t>
</xsl:template>

<xsl:template name="roadmap">
  <chapter id="roadmap">
    <t:t as="theme">Roadmap</t:t>
    <t:t as="eyebrow">Roadmap by quarter</t:t>
    <t:t as="bookmark">Roadmap</t:t>
    <h1>
      <xsl:choose>
        <xsl:when test="$ahead[@quarter = 1]"><t:t n="{count($ahead[@quarter = 1])}" one="%{n} action starts in the first quarter">%{n} actions start in the first quarter</t:t></xsl:when>
        <xsl:otherwise><t:t>Every action of the plan is done</t:t></xsl:otherwise>
      </xsl:choose>
    </h1>
    <xsl:call-template name="gantt-charts"/>
    <p class="note">
      <xsl:if test="not($plan/@start)"><t:t d="{$plan/@quarter_days}">Working days counted from the start of the plan; a quarter has %{d}.</t:t><xsl:value-of select="$sp"/></xsl:if>
      <t:t>The number before an action is that of its card.</t:t>
    </p>
  </chapter>
</xsl:template>

<xsl:template name="workload">
  <chapter id="workload" continue="yes">
    <t:t as="theme">Workload</t:t>
    <t:t as="eyebrow">Workload: who carries it, and when</t:t>
    <t:t as="bookmark">Workload</t:t>
    <h1><xsl:call-template name="P6"/></h1>
    <xsl:call-template name="load-chart"/>
    <p class="note">
      <t:t>Person-days; all bars on one scale. An action’s days are spread evenly over its time.</t:t>
      <xsl:if test="$plan/p:limits/p:capacity"><xsl:value-of select="$sp"/><t:t>Capacity: person-days a quarter, the stroke in a row; ▲ over it.</t:t></xsl:if>
      <xsl:if test="$facts/d:people"><xsl:value-of select="$sp"/><t:t d="{$plan/@quarter_days}" note="then roles with their days">More person-days than the %{d} of one person in a quarter:</t:t><xsl:value-of select="$sp"/><xsl:call-template name="more-than-one"/><t:t note="the end of a sentence">.</t:t></xsl:if>
      <xsl:if test="$plan/p:proof/@overrun"><xsl:value-of select="$sp"/><t:t n="{$plan/p:limits/@quarters}" one="The work does not fit into %{n} quarter; it is spread over more.">The work does not fit into %{n} quarters; it is spread over more.</t:t></xsl:if>
    </p>
  </chapter>
</xsl:template>

<xsl:template name="milestones">
  <chapter id="milestones" continue="yes">
    <t:t as="theme">Milestones</t:t>
    <t:t as="eyebrow">Milestones: what stands when</t:t>
    <t:t as="bookmark">Milestones</t:t>
    <h1>
      <t:t now="{$plan/@score_now}" after="{$plan/@score_after}" q="{f:quarter($plan/@last_quarter)}" level="{f:plain-level($plan/@level_after)}">From %{now} to %{after} by the end of %{q}: %{level}</t:t>
    </h1>
    <xsl:call-template name="milestones-chart"/>
    <table class="grid">
      <col w="72"/><col w="84"/><col w="54" align="right"/><col w="84"/><col w="189"/>
      <thead><tr><th><t:t>Milestone</t:t></th><th><t:t>Date</t:t></th><th><t:t>Score</t:t></th><th><t:t>Level</t:t></th><th><t:t>Accepted by the deliverables of</t:t></th></tr></thead>
      <tbody>
        <xsl:for-each select="$quarters">
          <tr>
            <xsl:if test="@level &gt;= $to and not(preceding-sibling::p:milestone[@level &gt;= $to])"><xsl:attribute name="class">reached</xsl:attribute></xsl:if>
            <td class="strong"><t:t q="{f:quarter(@quarter)}">End of %{q}</t:t></td>
            <td><xsl:choose><xsl:when test="@date"><xsl:value-of select="@date"/></xsl:when><xsl:otherwise><t:t d="{@quarter * $plan/@quarter_days}">working day %{d}</t:t></xsl:otherwise></xsl:choose></td>
            <td class="strong"><xsl:value-of select="@score"/></td>
            <td><xsl:value-of select="f:level-short(@level)"/></td>
            <td>
              <xsl:if test="key('ends-in', @quarter)">
                <t:t note="before the numbers of actions">actions no.</t:t><xsl:text> </xsl:text>
                <xsl:for-each select="key('ends-in', @quarter)">
                  <xsl:sort select="@number" data-type="number"/>
                  <xsl:if test="position() &gt; 1"><xsl:value-of select="$comma"/></xsl:if>
                  <a href="#card-{@id}"><xsl:value-of select="@number"/></a>
                </xsl:for-each>
              </xsl:if>
            </td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
    <xsl:call-template name="P7"/>
  </chapter>
</xsl:template>

</xsl:stylesheet>
