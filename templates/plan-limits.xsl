<?xml version="1.0" encoding="UTF-8"?>
<!-- Risks, what is left out, alternatives, governance and sign-off, the criteria raised. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:p="urn:dcmm:plan:1" xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions"
                xmlns:exsl="http://exslt.org/common" xmlns="urn:dcmm:page:1" extension-element-prefixes="t func exsl" exclude-result-prefixes="d r p f">

<xsl:template name="risks">
  <xsl:variable name="rtf"><xsl:call-template name="risks-that-hold"/></xsl:variable>
  <xsl:variable name="found" select="exsl:node-set($rtf)/*"/>
  <chapter id="risks">
    <t:t as="theme">Risks</t:t>
    <t:t as="eyebrow">Risks</t:t>
    <t:t as="bookmark">Risks</t:t>
    <h1>
      <xsl:choose>
        <xsl:when test="$found"><t:t n="{count($found)}" one="%{n} risk to watch">%{n} risks to watch</t:t></xsl:when>
        <xsl:otherwise><t:t>No risk found by the fixed rules</t:t></xsl:otherwise>
      </xsl:choose>
    </h1>
    <xsl:if test="$found">
      <table class="grid cards">
        <col w="167"/><col w="62"/><col w="50"/><col w="128"/><col w="76"/>
        <thead><tr><th><t:t>Risk</t:t></th><th><t:t>Likelihood</t:t></th><th><t:t>Impact</t:t></th><th><t:t>Response</t:t></th><th><t:t>Who</t:t></th></tr></thead>
        <tbody>
          <xsl:for-each select="$found">
            <tr>
              <td><xsl:value-of select="*[1]"/></td><td><xsl:value-of select="f:grade(@chance)"/></td><td><xsl:value-of select="f:grade(@harm)"/></td>
              <td><xsl:value-of select="*[2]"/></td><td><xsl:value-of select="@who"/></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </xsl:if>
    <p class="note"><t:t>Fixed rules: one role with more than 40 percent of the days; a chain of actions longer than two quarters; a margin below 0.05; little evidence; unanswered criteria.</t:t></p>
  </chapter>
</xsl:template>

<xsl:template name="left-out">
  <xsl:variable name="left" select="$plan/p:left/p:criterion"/>
  <xsl:if test="$left">
    <chapter id="left" continue="yes">
      <t:t as="theme">Left out on purpose</t:t>
      <t:t as="eyebrow">Left out on purpose</t:t>
      <t:t as="bookmark">Left out on purpose</t:t>
      <h1><t:t n="{count($left)}" one="%{n} criterion stays open after the plan">%{n} criteria stay open after the plan</t:t></h1>
      <table>
        <col w="300"/><col w="60" align="right"/>
        <tbody>
          <xsl:call-template name="left-count"><xsl:with-param name="reason" select="'not-needed'"/></xsl:call-template>
          <xsl:call-template name="left-count"><xsl:with-param name="reason" select="'budget'"/></xsl:call-template>
          <xsl:call-template name="left-count"><xsl:with-param name="reason" select="'excluded'"/></xsl:call-template>
          <xsl:call-template name="left-count"><xsl:with-param name="reason" select="'no-action'"/></xsl:call-template>
        </tbody>
      </table>
      <h2><t:t n="{count($left[position() &lt;= 12])}">The %{n} that would add most</t:t></h2>
      <table size="8.2">
        <col w="52"/><col w="299"/><col w="132"/>
        <thead><tr><th><t:t>Id</t:t></th><th><t:t>Criterion</t:t></th><th><t:t>Why it is left out</t:t></th></tr></thead>
        <tbody>
          <xsl:for-each select="$left[position() &lt;= 12]">
            <tr><td><nobr><xsl:value-of select="@ref"/></nobr></td><td><xsl:value-of select="key('criterion', @ref)/@text"/></td><td><xsl:value-of select="f:reason(@reason)"/></td></tr>
          </xsl:for-each>
        </tbody>
      </table>
      <xsl:if test="count($left) &gt; 12"><p class="note"><t:t n="{count($left) - 12}" one="%{n} more stands in the plan document (dcmm plan --format xml).">%{n} more stand in the plan document (dcmm plan --format xml).</t:t></p></xsl:if>
    </chapter>
  </xsl:if>
</xsl:template>
<xsl:template name="left-count">
  <xsl:param name="reason"/>
  <xsl:variable name="n" select="count($plan/p:left/p:criterion[@reason = $reason])"/>
  <xsl:if test="$n &gt; 0"><tr><td><xsl:value-of select="f:reason($reason)"/></td><td class="strong"><xsl:value-of select="$n"/></td></tr></xsl:if>
</xsl:template>
<func:function name="f:reason">
  <xsl:param name="id"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="$id = 'not-needed'"><t:t>not needed for the target</t:t></xsl:when>
      <xsl:when test="$id = 'budget'"><t:t>over the budget</t:t></xsl:when>
      <xsl:when test="$id = 'excluded'"><t:t>excluded by the wish</t:t></xsl:when>
      <xsl:otherwise><t:t>no action known that raises it</t:t></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>

<xsl:template name="alternatives">
  <xsl:variable name="others" select="$plan/p:alternatives/p:alternative"/>
  <xsl:if test="$others">
    <chapter id="alternatives">
      <t:t as="theme">Alternatives</t:t>
      <t:t as="eyebrow">Alternatives, each computed</t:t>
      <t:t as="bookmark">Alternatives</t:t>
      <h1><t:t n="{count($others[@there = 'true'])}" one="%{n} other way was computed">%{n} other ways were computed</t:t></h1>
      <table class="grid">
        <col w="99"/><col w="96" align="right"/><xsl:for-each select="$others[position() &lt;= 3]"><col w="96" align="right"/></xsl:for-each>
        <thead>
          <tr>
            <th/><th><em><t:t>This plan (recommended)</t:t></em></th>
            <xsl:for-each select="$others[position() &lt;= 3]"><th><xsl:value-of select="f:other(@kind)"/></th></xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <tr><td><t:t>Person-days</t:t></td><td class="accent"><xsl:value-of select="t:number($plan/@effort_days)"/></td><xsl:for-each select="$others[position() &lt;= 3]"><td><xsl:value-of select="t:number(@effort_days)"/></td></xsl:for-each></tr>
          <tr><td><t:t>Actions</t:t></td><td class="accent"><xsl:value-of select="count($planned[not(@state = 'dropped')])"/></td><xsl:for-each select="$others[position() &lt;= 3]"><td><xsl:value-of select="@actions"/></td></xsl:for-each></tr>
          <tr><td><t:t>Quarters</t:t></td><td class="accent"><xsl:value-of select="$plan/@last_quarter"/></td><xsl:for-each select="$others[position() &lt;= 3]"><td><xsl:value-of select="@quarters"/></td></xsl:for-each></tr>
          <tr><td><t:t>Expected score</t:t></td><td class="accent"><xsl:value-of select="$plan/@score_after"/></td><xsl:for-each select="$others[position() &lt;= 3]"><td><xsl:value-of select="@score_after"/></td></xsl:for-each></tr>
          <tr><td><t:t>Level</t:t></td><td class="accent"><xsl:value-of select="f:level-short($plan/@level_after)"/></td><xsl:for-each select="$others[position() &lt;= 3]"><td><xsl:if test="@level_after"><xsl:value-of select="f:level-short(@level_after)"/></xsl:if></td></xsl:for-each></tr>
        </tbody>
      </table>
      <xsl:for-each select="$others[position() &lt;= 3]"><xsl:call-template name="other-in-words"/></xsl:for-each>
    </chapter>
  </xsl:if>
</xsl:template>
<xsl:template name="other-in-words">
  <h3><xsl:value-of select="f:other(@kind)"/></h3>
  <xsl:choose>
    <xsl:when test="not(@there = 'true')"><p><t:t>There is none within these limits.</t:t></p></xsl:when>
    <xsl:when test="@actions = 0"><p><t:t s="{@score_after}">The score is %{s} already: nothing would have to be done, and the target would not be reached.</t:t></p></xsl:when>
    <xsl:when test="not(p:adds or p:drops)"><p><t:t n="{@quarters}" one="The same actions, in %{n} quarter.">The same actions, in %{n} quarters.</t:t></p></xsl:when>
    <xsl:otherwise>
      <ul class="small">
        <xsl:if test="p:adds"><li><b><t:t>Takes in:</t:t></b><xsl:value-of select="$sp"/><xsl:call-template name="titles"><xsl:with-param name="of" select="p:adds"/></xsl:call-template></li></xsl:if>
        <xsl:if test="p:drops"><li><b><t:t>Leaves out:</t:t></b><xsl:value-of select="$sp"/><xsl:call-template name="titles"><xsl:with-param name="of" select="p:drops"/></xsl:call-template></li></xsl:if>
      </ul>
    </xsl:otherwise>
  </xsl:choose>
  <xsl:if test="@there = 'true' and @optimal = 'false'"><p class="note"><t:t>The best found in time; not proved to be the least.</t:t></p></xsl:if>
</xsl:template>
<!-- At most six; the plan document has them all. -->
<xsl:template name="titles">
  <xsl:param name="of"/>
  <xsl:for-each select="$of[position() &lt;= 6]">
    <xsl:if test="position() &gt; 1"><t:t ctx="between the titles of actions">;</t:t><xsl:value-of select="$sp"/></xsl:if>
    <xsl:value-of select="f:title(@ref)"/>
  </xsl:for-each>
  <xsl:if test="count($of) &gt; 6"><xsl:text> </xsl:text><t:t n="{count($of) - 6}">and %{n} more</t:t></xsl:if>
</xsl:template>
<func:function name="f:other">
  <xsl:param name="kind"/>
  <func:result>
    <xsl:choose>
      <xsl:when test="$kind = 'next-cheapest'"><t:t>The next-cheapest plan</t:t></xsl:when>
      <xsl:when test="$kind = 'half-level'"><t:t>Half a level less</t:t></xsl:when>
      <xsl:otherwise><t:t>Half the capacity</t:t></xsl:otherwise>
    </xsl:choose>
  </func:result>
</func:function>

<xsl:template name="governance">
  <page id="governance">
    <t:t as="theme">Governance and sign-off</t:t>
    <t:t as="eyebrow">Governance and sign-off</t:t>
    <t:t as="bookmark">Governance and sign-off</t:t>
    <h1><t:t>How the plan is steered, and who stands by it</t:t></h1>
    <frame col="1" span="12" y="120">
      <table class="grid">
        <col w="130"/><col w="353"/>
        <tbody>
          <tr><td class="strong"><t:t>Every two weeks</t:t></td><td><t:t>The data lead and the owners of running actions: progress, what blocks, evidence filed</t:t></td></tr>
          <tr><td class="strong"><t:t>Every month</t:t></td><td><t:t>The sponsor’s meeting: days worked against planned, decisions</t:t></td></tr>
          <tr><td class="strong"><t:t>Every quarter</t:t></td><td><t:t>Milestone: accept deliverables, score again, plan the rest anew</t:t></td></tr>
          <tr><td class="strong"><t:t>Changes</t:t></td><td><t:t>The data lead decides on order and dates within a quarter; the sponsor on target, days and dropped actions</t:t></td></tr>
          <tr><td class="strong"><t:t>Figure reported</t:t></td><td><t:t s="{$plan/@score_after}">Score on accepted actions beside the planned score; at the end %{s} expected</t:t></td></tr>
        </tbody>
      </table>
    </frame>
    <frame col="1" span="12" y="370">
      <h2><t:t>Sign-off</t:t></h2>
      <table class="grid">
        <col w="130"/><col w="213"/><col w="140"/>
        <thead><tr><th><t:t>Role</t:t></th><th><t:t>Name and signature</t:t></th><th><t:t>Date</t:t></th></tr></thead>
        <tbody>
          <xsl:for-each select="$facts/d:role[@id = 'sponsor' or @id = 'cdo' or @id = 'it' or @id = 'finance']">
            <tr><td><br/><xsl:value-of select="@name"/></td><td><br/>_____________________________</td><td><br/>__________________</td></tr>
          </xsl:for-each>
        </tbody>
      </table>
    </frame>
    <frame col="1" span="6" y="620"><p class="note"><t:t>Room for the seal</t:t></p></frame>
    <frame col="1" span="12" y="744"><strip><xsl:call-template name="basis-strip"/></strip></frame>
  </page>
</xsl:template>

<xsl:template name="raised">
  <xsl:variable name="rows" select="$plan/p:criteria/p:criterion"/>
  <xsl:if test="$rows">
    <chapter id="appendix-a" class="appendix">
      <t:t as="theme">Appendix</t:t>
      <t:t as="eyebrow">Appendix</t:t>
      <t:t as="bookmark">Appendix: criteria raised</t:t>
      <h1><t:t n="{count($rows)}" one="The plan raises %{n} criterion">The plan raises %{n} criteria</t:t></h1>
      <xsl:call-template name="ref-legend"><xsl:with-param name="note" select="false()"/></xsl:call-template>
      <table size="8.2" class="grid cards">
        <col w="52"/><col w="229"/><col w="70"/><col w="66"/><col w="36" align="right"/><col w="30" align="right"/>
        <thead>
          <tr><th><t:t>Id</t:t></th><th><t:t>Criterion</t:t></th><th><t:t>Now</t:t></th><th><t:t>Then</t:t></th><th><t:t>Action</t:t></th><th><t:t note="narrow column">Qtr</t:t></th></tr>
        </thead>
        <tbody>
          <xsl:for-each select="$rows">
            <tr id="a-{@ref}">
              <td><nobr><xsl:value-of select="@ref"/><xsl:if test="$marks-origin and key('criterion', @ref)/@origin = 'reconstructed'"><sup>°</sup></xsl:if></nobr></td>
              <td><xsl:value-of select="key('criterion', @ref)/@text"/></td>
              <td><xsl:call-template name="mark"><xsl:with-param name="value" select="@from"/></xsl:call-template></td>
              <td><xsl:call-template name="mark"><xsl:with-param name="value" select="@to"/></xsl:call-template></td>
              <td><a href="#card-{@action}"><xsl:value-of select="key('text-of', @action)/@number"/></a></td>
              <td><xsl:value-of select="key('text-of', @action)/@end-quarter"/></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
      <p class="note"><t:t>Qtr: the quarter in which the action ends.</t:t></p>
    </chapter>
  </xsl:if>
</xsl:template>

</xsl:stylesheet>
