<?xml version="1.0" encoding="UTF-8"?>
<!-- The charts of a plan: roadmap in small, Gantt, workload, milestones, ranges. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:p="urn:dcmm:plan:1" xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1"
                xmlns:exsl="http://exslt.org/common" xmlns="urn:dcmm:page:1" extension-element-prefixes="t exsl" exclude-result-prefixes="d r p f">

<xsl:template name="quarter-labels">
  <xsl:attribute name="label"><xsl:value-of select="f:quarter-dated(@quarter)"/></xsl:attribute>
  <xsl:attribute name="short"><xsl:value-of select="f:quarter-months(@quarter)"/></xsl:attribute>
  <xsl:attribute name="least"><xsl:value-of select="f:quarter(@quarter)"/></xsl:attribute>
</xsl:template>
<xsl:template name="domain-labels">
  <xsl:param name="id" select="@id"/>
  <xsl:variable name="domain" select="key('domain', $id)"/>
  <xsl:attribute name="label"><xsl:value-of select="concat($id, ' ', $domain/@name)"/></xsl:attribute>
  <xsl:attribute name="short"><xsl:value-of select="concat($id, ' ', $domain/@short)"/></xsl:attribute>
</xsl:template>

<xsl:template name="actions-title">
  <xsl:choose>
    <xsl:when test="$finished"><t:t as="title" n="{$plan/@last_quarter}" k="{count($ahead)}" m="{count($finished)}" one="%{k} actions still to be done, in %{n} quarter; %{m} done">%{k} actions still to be done, in %{n} quarters; %{m} done</t:t></xsl:when>
    <xsl:otherwise><t:t as="title" n="{$plan/@last_quarter}" k="{count($ahead)}" one="%{k} actions in %{n} quarter">%{k} actions in %{n} quarters</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- Domains with work ahead; in each quarter the number of actions that start. -->
<xsl:template name="roadmap-chart">
  <chart kind="roadmap">
    <xsl:attribute name="row-height">
      <xsl:choose>
        <xsl:when test="$domains-ahead &gt; 7">11</xsl:when>
        <xsl:when test="$domains-ahead &gt; 5">12</xsl:when>
        <xsl:otherwise>14</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
    <xsl:call-template name="actions-title"/>
    <t:t as="sub">Number of actions that start in the quarter, by domain</t:t>
    <t:t as="alt" n="{$plan/@last_quarter}" k="{count($ahead)}" m="{count($ahead[@quarter = 1])}"
         one="Actions by domain and quarter: %{k} in %{n} quarter, %{m} of them start in the first">Actions by domain and quarter: %{k} in %{n} quarters, %{m} of them start in the first</t:t>
    <xsl:for-each select="$quarters"><quarter><xsl:call-template name="quarter-labels"/></quarter></xsl:for-each>
    <xsl:for-each select="$plan/p:domains/p:domain[key('planned-of', @id)/@quarter]">
      <xsl:variable name="own" select="key('planned-of', @id)"/>
      <row>
        <xsl:call-template name="domain-labels"/>
        <xsl:for-each select="$quarters"><cell value="{count($own[@quarter = current()/@quarter])}"/></xsl:for-each>
      </row>
    </xsl:for-each>
  </chart>
</xsl:template>

<!-- ======== Gantt ======== -->

<!-- All actions, domain by domain, cut into charts of equal length that fit on a sheet each. -->
<xsl:template name="gantt-charts">
  <xsl:variable name="order-rtf">
    <xsl:for-each select="$plan/p:domains/p:domain"><xsl:for-each select="key('planned-of', @id)"><action id="{@id}"/></xsl:for-each></xsl:for-each>
  </xsl:variable>
  <xsl:variable name="order" select="exsl:node-set($order-rtf)/*"/>
  <xsl:variable name="sheets" select="ceiling(count($order) div 28)"/>
  <xsl:call-template name="gantt-from">
    <xsl:with-param name="order" select="$order"/>
    <xsl:with-param name="rows" select="ceiling(count($order) div $sheets)"/>
  </xsl:call-template>
</xsl:template>
<xsl:template name="gantt-from">
  <xsl:param name="order"/>
  <xsl:param name="rows"/>
  <xsl:param name="from" select="1"/>
  <xsl:variable name="shown" select="$order[position() &gt;= $from and position() &lt; $from + $rows]"/>
  <xsl:variable name="ids" select="$shown/@id"/>
  <chart kind="gantt" quarters="{count($quarters)}" quarter-days="{$plan/@quarter_days}">
    <xsl:choose>
      <xsl:when test="$from = 1"><xsl:call-template name="actions-title"/></xsl:when>
      <xsl:when test="$finished"><t:t as="title" k="{count($ahead)}" m="{count($finished)}">%{k} actions still to be done, %{m} done, continued</t:t></xsl:when>
      <xsl:otherwise><t:t as="title" k="{count($ahead)}">%{k} actions, continued</t:t></xsl:otherwise>
    </xsl:choose>
    <t:t as="sub">Bars: from start to end, with the role in the lead; thin lines come from what is done before; ◆ expected score at the quarter’s end</t:t>
    <t:t as="alt" n="{$plan/@last_quarter}" k="{count($shown)}" s="{$plan/@score_after}"
         one="Gantt chart: %{k} actions in %{n} quarter, leading to %{s}">Gantt chart: %{k} actions in %{n} quarters, leading to %{s}</t:t>
    <t:t as="milestone-label">Expected score</t:t>
    <xsl:choose>
      <xsl:when test="$plan/@start"><t:t as="start" date="{t:date($plan/@start)}">from %{date}</t:t></xsl:when>
      <xsl:otherwise><t:t as="day-word">working day</t:t></xsl:otherwise>
    </xsl:choose>
    <xsl:attribute name="open-label"><xsl:value-of select="f:state('open')"/></xsl:attribute>
    <xsl:attribute name="started-label"><xsl:value-of select="f:state('started')"/></xsl:attribute>
    <xsl:attribute name="done-label"><xsl:value-of select="f:state('done')"/></xsl:attribute>
    <xsl:attribute name="dropped-label"><xsl:value-of select="f:state('dropped')"/></xsl:attribute>
    <xsl:for-each select="$quarters">
      <quarter no="{@quarter}">
        <xsl:call-template name="quarter-labels"/>
        <xsl:variable name="dates" select="key('dates-of', @quarter)"/>
        <xsl:if test="$dates"><xsl:attribute name="month-labels"><xsl:value-of select="$dates/@months"/></xsl:attribute><xsl:attribute name="month-days"><xsl:value-of select="$dates/@month-days"/></xsl:attribute></xsl:if>
      </quarter>
    </xsl:for-each>
    <xsl:apply-templates select="$quarters" mode="diamond"/>
    <xsl:for-each select="$plan/p:domains/p:domain[key('planned-of', @id)/@id = $ids]">
      <group>
        <xsl:call-template name="domain-labels"/>
        <xsl:apply-templates select="key('planned-of', @id)[@id = $ids]" mode="gantt"/>
      </group>
    </xsl:for-each>
  </chart>
  <xsl:if test="$from + $rows &lt;= count($order)">
    <xsl:call-template name="gantt-from">
      <xsl:with-param name="order" select="$order"/>
      <xsl:with-param name="rows" select="$rows"/>
      <xsl:with-param name="from" select="$from + $rows"/>
    </xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- The quarter in which the target's level is first reached, and the last one, say it. -->
<xsl:template match="p:milestone" mode="diamond">
  <milestone day="{@quarter * $plan/@quarter_days}" short="{@score}" label="{@score}">
    <xsl:if test="@level &gt;= $to and not(preceding-sibling::p:milestone[@level &gt;= $to])">
      <xsl:attribute name="label"><xsl:value-of select="concat(@score, ' · ', f:plain-level(@level))"/></xsl:attribute>
    </xsl:if>
  </milestone>
</xsl:template>

<xsl:template match="p:action" mode="gantt">
  <xsl:variable name="text" select="key('text-of', @id)"/>
  <row id="{@id}" no="{$text/@number}" label="{$text/@title}" role="{f:plan-role(@role)}" role-short="{f:plan-role-short(@role)}" state="{@state}">
    <xsl:choose>
      <xsl:when test="@quarter and not(@state = 'dropped')"><xsl:attribute name="from"><xsl:value-of select="@start"/></xsl:attribute><xsl:attribute name="to"><xsl:value-of select="@end"/></xsl:attribute></xsl:when>
      <!-- Before the plan's first day, or never: a mark at the left edge that says which. -->
      <xsl:otherwise>
        <xsl:attribute name="from">0</xsl:attribute><xsl:attribute name="to">0</xsl:attribute>
        <xsl:attribute name="role"><xsl:value-of select="f:state(@state)"/><xsl:if test="@on"><xsl:value-of select="concat(' ', @on)"/></xsl:if></xsl:attribute>
        <xsl:attribute name="role-short"><xsl:value-of select="f:state(@state)"/></xsl:attribute>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:variable name="waits" select="p:requires[key('planned', @ref)/@quarter]"/>
    <xsl:if test="$waits and @quarter"><xsl:attribute name="requires"><xsl:for-each select="$waits"><xsl:value-of select="concat(@ref, ' ')"/></xsl:for-each></xsl:attribute></xsl:if>
  </row>
</xsl:template>

<!-- ======== Workload ======== -->

<!-- Twelve quarters to a chart; `roles`: the busiest of them alone. -->
<xsl:template name="load-chart">
  <xsl:param name="from" select="1"/>
  <xsl:param name="roles" select="100"/>
  <xsl:param name="title"/>
  <xsl:variable name="shown" select="$quarters[position() &gt;= $from and position() &lt; $from + 12]"/>
  <xsl:variable name="ends" select="count($quarters) &lt; $from + 12"/>
  <xsl:variable name="all" select="$plan/p:workload/p:role"/>
  <chart kind="workload">
    <xsl:if test="$title"><t:t as="title">What it asks of each role, in person-days</t:t></xsl:if>
    <xsl:attribute name="alt"><t:t>Person-days by role and quarter.</t:t><xsl:value-of select="$sp"/><xsl:call-template name="P6"/></xsl:attribute>
    <xsl:if test="$ends"><t:t as="sum-label" note="a sum">All</t:t><xsl:attribute name="sum"><xsl:value-of select="t:number($plan/@remaining_days)"/></xsl:attribute></xsl:if>
    <t:t as="cap-label" note="head of a narrow column: person-days a quarter that a role has">Capacity</t:t>
    <xsl:for-each select="$shown"><quarter sum="{t:number(@days)}"><xsl:call-template name="quarter-labels"/></quarter></xsl:for-each>
    <xsl:for-each select="$all">
      <xsl:variable name="role" select="."/>
      <xsl:if test="count($all) &lt;= $roles or count($all[@days &gt; current()/@days]) &lt; $roles">
        <row label="{f:plan-role(@id)}" short="{f:plan-role-short(@id)}">
          <xsl:if test="$ends"><xsl:attribute name="sum"><xsl:value-of select="t:number(@days)"/></xsl:attribute></xsl:if>
          <xsl:variable name="cap" select="$plan/p:limits/p:capacity[@role = current()/@id]/@days"/>
          <xsl:if test="$cap"><xsl:attribute name="cap"><xsl:value-of select="$cap"/></xsl:attribute></xsl:if>
          <xsl:for-each select="$shown"><cell value="{$role/p:quarter[@no = current()/@quarter]/@days}"/></xsl:for-each>
        </row>
      </xsl:if>
    </xsl:for-each>
  </chart>
  <xsl:if test="not($ends) and not($title)"><xsl:call-template name="load-chart"><xsl:with-param name="from" select="$from + 12"/></xsl:call-template></xsl:if>
</xsl:template>

<!-- ======== Milestones and ranges ======== -->

<xsl:template name="milestones-chart">
  <chart kind="milestones" from="{$plan/@score_now}">
    <t:t as="sub">Expected score at each quarter’s end; the axis is cut below and above</t:t>
    <t:t as="now-label" ctx="a mark in a chart">now</t:t>
    <t:t as="alt" now="{$plan/@score_now}" after="{$plan/@score_after}" n="{$plan/@last_quarter}"
         one="Expected score at the quarter’s end: from %{now} to %{after} in %{n} quarter">Expected score at each quarter’s end: from %{now} to %{after} in %{n} quarters</t:t>
    <xsl:for-each select="$p/d:threshold">
      <threshold value="{@from}">
        <t:t as="label" l="{@no}" from="{@from}">Level %{l} from %{from}</t:t>
        <xsl:if test="@no = $to"><xsl:attribute name="target">yes</xsl:attribute></xsl:if>
      </threshold>
    </xsl:for-each>
    <xsl:for-each select="$quarters">
      <row note="{f:plain-level(@level)}" value="{@score}">
        <xsl:call-template name="quarter-labels"/>
        <xsl:if test="@level &gt;= $to and not(preceding-sibling::p:milestone[@level &gt;= $to])"><xsl:attribute name="reached">yes</xsl:attribute></xsl:if>
      </row>
    </xsl:for-each>
  </chart>
</xsl:template>

<xsl:template name="range-chart">
  <xsl:variable name="busy" select="$plan/p:domains/p:domain[@actions &gt; 0]"/>
  <xsl:variable name="most" select="$busy[not(@days &lt; $busy/@days)][1]"/>
  <chart kind="range">
    <t:t as="title" domain="{key('domain', $most/@id)/@name}" d="{t:number($most/@days)}">%{domain} takes most: %{d} person-days</t:t>
    <t:t as="sub">Person-days; line: from low to high, stroke: the likely figure, which is the one that the plan counts</t:t>
    <t:t as="alt" domain="{key('domain', $most/@id)/@name}" d="{t:number($most/@days)}" n="{count($busy)}">Person-days by domain, low to high: %{n} domains; %{domain} takes most with %{d}</t:t>
    <xsl:for-each select="$busy">
      <row low="{@low}" likely="{@days}" high="{@high}" value="{t:number(@days)}">
        <xsl:call-template name="domain-labels"/>
        <t:t as="note" from="{@low}" to="{@high}">%{from}–%{to}</t:t>
      </row>
    </xsl:for-each>
  </chart>
</xsl:template>

</xsl:stylesheet>
