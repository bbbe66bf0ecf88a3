<?xml version="1.0" encoding="UTF-8"?>
<!-- I3 what it takes, I4 the roadmap, I5 the workload, I6 the milestones. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:p="urn:dcmm:plan:1" xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions"
                xmlns:exsl="http://exslt.org/common" xmlns="urn:dcmm:page:1" extension-element-prefixes="t func exsl" exclude-result-prefixes="d r p f">

<xsl:template name="what-it-takes">
  <chapter id="takes">
    <t:t as="theme">What it takes</t:t>
    <t:t as="eyebrow">What it takes, by domain</t:t>
    <t:t as="bookmark">What it takes</t:t>
    <xsl:variable name="busy" select="$plan/p:domains/p:domain[@actions &gt; 0]"/>
    <h1><t:t n="{count($busy)}" k="{count($planned[not(@state = 'dropped')])}" one="%{k} actions in %{n} domain">%{k} actions in %{n} domains</t:t></h1>
    <table>
      <col w="112"/><col w="46" align="right"/><col w="54" align="right"/><col w="68" align="right"/><col w="127"/><col w="76" align="right"/>
      <thead><tr><th><t:t>Domain</t:t></th><th><t:t>Actions</t:t></th><th><t:t note="narrow column: likely person-days">Days</t:t></th><th><t:t>Low–high</t:t></th><th><t:t>Roles in the lead</t:t></th><th><t:t>Score</t:t></th></tr></thead>
      <tbody>
        <xsl:for-each select="$plan/p:domains/p:domain">
          <tr>
            <td><xsl:value-of select="concat(@id, ' ', key('domain', @id)/@name)"/></td>
            <xsl:choose>
              <xsl:when test="@actions &gt; 0">
                <td><xsl:value-of select="@actions"/></td>
                <td class="strong"><xsl:value-of select="t:number(@days)"/></td>
                <td class="muted"><nobr><t:t from="{@low}" to="{@high}" note="from – to, person-days">%{from}–%{to}</t:t></nobr></td>
                <td><xsl:value-of select="t:list(key('plan-role', key('planned-of', @id)/@role)/@name)"/></td>
              </xsl:when>
              <xsl:otherwise><td/><td/><td/><td/></xsl:otherwise>
            </xsl:choose>
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
          <td><xsl:value-of select="count($planned[not(@state = 'dropped')])"/></td>
          <td><xsl:value-of select="t:number($plan/@effort_days)"/></td>
          <td/><td/>
          <td><nobr><xsl:value-of select="concat($plan/@score_now, ' → ', $plan/@score_after)"/></nobr></td>
        </tr>
      </tbody>
    </table>
    <p class="note"><t:t>Days: likely person-days; the plan counts these alone. An action stands in the domain where most of what it changes lies; it may raise others, too. Lows and highs do not add up to a forecast, so they have no sum.</t:t></p>
    <xsl:call-template name="P7"/>
  </chapter>
</xsl:template>

<xsl:template name="roadmap">
  <chapter id="roadmap">
    <t:t as="theme">Roadmap</t:t>
    <t:t as="eyebrow">Roadmap by quarter</t:t>
    <t:t as="bookmark">Roadmap</t:t>
    <h1><t:t n="{count($planned[@quarter = 1])}" one="%{n} action starts in the first quarter">%{n} actions start in the first quarter</t:t></h1>
    <table class="grid cards">
      <col w="24"/><col w="215"/><col w="108"/><col w="38" align="right"/><col w="60"/><col w="38"/>
      <thead>
        <tr>
          <th><t:t note="head of the column of running numbers">No.</t:t></th><th><t:t>Action</t:t></th><th><t:t>Role in the lead</t:t></th><th><t:t note="narrow column: likely person-days">Days</t:t></th>
          <th><xsl:choose><xsl:when test="$plan/@start"><t:t>From, to</t:t></xsl:when><xsl:otherwise><t:t note="column: from day – to day">From–to</t:t></xsl:otherwise></xsl:choose></th>
          <th><t:t note="narrow column: the numbers of the actions that come first">After</t:t></th>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="$quarters">
          <tr class="group">
            <td colspan="6">
              <t:t q="{f:quarter(@quarter)}" n="{@days}" s="{@score}" level="{f:plain-level(@level)}" one="%{q} · %{n} person-day · then %{s}, %{level}">%{q} · %{n} person-days · then %{s}, %{level}</t:t>
            </td>
          </tr>
          <xsl:variable name="starting" select="key('planned-in', @quarter)[not(@state = 'dropped')]"/>
          <xsl:apply-templates select="$starting" mode="roadmap"/>
          <xsl:if test="not($starting)"><tr><td colspan="6" class="muted"><t:t>No action starts in this quarter; those begun before go on</t:t></td></tr></xsl:if>
        </xsl:for-each>
        <xsl:if test="$planned[@state = 'done' and not(@quarter)]">
          <tr class="group"><td colspan="6"><t:t>Done</t:t></td></tr>
          <xsl:apply-templates select="$planned[@state = 'done' and not(@quarter)]" mode="roadmap"/>
        </xsl:if>
        <xsl:if test="$planned[@state = 'dropped']">
          <tr class="group"><td colspan="6"><t:t>Dropped</t:t></td></tr>
          <xsl:apply-templates select="$planned[@state = 'dropped']" mode="roadmap"/>
        </xsl:if>
      </tbody>
    </table>
    <p class="note">
      <xsl:if test="not($plan/@start)"><t:t d="{$plan/@quarter_days}">Working days counted from the start of the plan; a quarter has %{d}.</t:t><xsl:value-of select="$sp"/></xsl:if>
      <t:t>An action stands in the quarter in which it starts. “After”: the numbers of the actions that must be completed first.</t:t>
    </p>
  </chapter>
</xsl:template>
<xsl:template match="p:action" mode="roadmap">
  <tr>
    <td class="muted"><xsl:value-of select="key('text-of', @id)/@number"/></td>
    <td>
      <a href="#card-{@id}"><xsl:value-of select="key('text-of', @id)/@title"/></a>
      <xsl:if test="@state = 'started'"><xsl:text> </xsl:text><muted><t:t>(begun)</t:t></muted></xsl:if>
    </td>
    <td><xsl:value-of select="f:plan-role(@role)"/><xsl:if test="@owner"><br/><small><xsl:value-of select="@owner"/></small></xsl:if></td>
    <td class="strong"><xsl:value-of select="@days"/></td>
    <td><xsl:call-template name="span"/></td>
    <td><xsl:call-template name="needs"/></td>
  </tr>
</xsl:template>

<xsl:template name="workload">
  <chapter id="workload" continue="yes">
    <t:t as="theme">Workload</t:t>
    <t:t as="eyebrow">Workload: who carries it, and when</t:t>
    <t:t as="bookmark">Workload</t:t>
    <h1><xsl:call-template name="P6"/></h1>
    <xsl:call-template name="load-matrix"/>
    <p class="note"><t:t>Person-days. An action’s days are spread evenly over its time. ▲ over the capacity that was given.</t:t></p>
  </chapter>
</xsl:template>

<!-- Eight quarters to a table. -->
<xsl:template name="load-matrix">
  <xsl:param name="from" select="1"/>
  <xsl:variable name="shown" select="$quarters[position() &gt;= $from and position() &lt; $from + 8]"/>
  <xsl:variable name="ends" select="count($quarters) &lt; $from + 8"/>
  <xsl:variable name="w"><xsl:choose><xsl:when test="count($shown) &gt; 5"><xsl:value-of select="floor(313 div count($shown))"/></xsl:when><xsl:otherwise>62</xsl:otherwise></xsl:choose></xsl:variable>
  <table class="grid">
    <col w="{483 - 60 - $w * count($shown)}"/><xsl:for-each select="$shown"><col w="{$w}" align="right"/></xsl:for-each><col w="60" align="right"/>
    <thead>
      <tr>
        <th><t:t>Role</t:t></th>
        <xsl:for-each select="$shown"><th><xsl:value-of select="f:quarter(@quarter)"/></th></xsl:for-each>
        <th><xsl:choose><xsl:when test="$ends"><t:t note="a sum">All</t:t></xsl:when><xsl:otherwise>…</xsl:otherwise></xsl:choose></th>
      </tr>
    </thead>
    <tbody>
      <xsl:for-each select="$plan/p:workload/p:role">
        <xsl:variable name="role" select="."/>
        <xsl:variable name="cap" select="$plan/p:limits/p:capacity[@role = current()/@id]/@days"/>
        <tr>
          <td><xsl:value-of select="f:plan-role(@id)"/></td>
          <xsl:for-each select="$shown">
            <xsl:variable name="days" select="$role/p:quarter[@no = current()/@quarter]/@days"/>
            <td>
              <xsl:choose>
                <xsl:when test="not($days &gt; 0)"/>
                <xsl:when test="$days &gt; $cap"><em><xsl:value-of select="concat($days, ' ▲')"/></em></xsl:when>
                <xsl:otherwise><xsl:value-of select="$days"/></xsl:otherwise>
              </xsl:choose>
            </td>
          </xsl:for-each>
          <td class="strong"><xsl:if test="$ends"><xsl:value-of select="t:number(@days)"/></xsl:if></td>
        </tr>
      </xsl:for-each>
      <tr class="total">
        <td><t:t note="a sum, head of a row">All roles</t:t></td>
        <xsl:for-each select="$shown"><td><xsl:value-of select="@days"/></td></xsl:for-each>
        <td><xsl:if test="$ends"><xsl:value-of select="t:number($plan/@remaining_days)"/></xsl:if></td>
      </tr>
    </tbody>
  </table>
  <xsl:if test="not($ends)"><xsl:call-template name="load-matrix"><xsl:with-param name="from" select="$from + 8"/></xsl:call-template></xsl:if>
</xsl:template>

<xsl:template name="milestones">
  <chapter id="milestones" continue="yes">
    <t:t as="theme">Milestones</t:t>
    <t:t as="eyebrow">Milestones: what stands when</t:t>
    <t:t as="bookmark">Milestones</t:t>
    <h1>
      <t:t now="{$plan/@score_now}" after="{$plan/@score_after}" q="{f:quarter($plan/@last_quarter)}" level="{f:plain-level($plan/@level_after)}">From %{now} to %{after} by the end of %{q}: %{level}</t:t>
    </h1>
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
                <t:t note="before the numbers of actions">actions</t:t><xsl:text> </xsl:text>
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
