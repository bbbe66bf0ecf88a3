<?xml version="1.0" encoding="UTF-8"?>
<!-- Risks, what is left out, alternatives, governance and sign-off, the criteria raised. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:p="urn:dcmm:plan:1" xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions"
                xmlns:exsl="http://exslt.org/common" xmlns="urn:dcmm:page:1" extension-element-prefixes="t func exsl" exclude-result-prefixes="d r p f">

<xsl:template name="risks">
  <xsl:variable name="rtf"><xsl:call-template name="risks-that-hold"/></xsl:variable>
  <xsl:variable name="found" select="exsl:node-set($rtf)/*"/>
  <chapter id="risks" continue="yes">
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
    <p class="note"><t:t>Fixed rules: a role with more days in a quarter than one person has; durations shorter than usual; one role with more than 40 percent of the days; a chain of actions longer than two quarters; a margin below 0.05; little evidence; unanswered criteria.</t:t></p>
  </chapter>
</xsl:template>

<xsl:template name="left-out">
  <xsl:variable name="left" select="$plan/p:left/p:criterion"/>
  <xsl:if test="$left">
    <chapter id="left" continue="yes">
      <t:t as="theme">Left out on purpose</t:t>
      <t:t as="eyebrow">Left out on purpose</t:t>
      <t:t as="bookmark">Left out on purpose</t:t>
      <h1>
        <xsl:choose>
          <xsl:when test="$chosen"><t:t n="{count($left)}" one="%{n} criterion stays open after the plan">%{n} criteria stay open after the plan</t:t></xsl:when>
          <xsl:otherwise><t:t n="{count($left)}" one="%{n} criterion is still open">%{n} criteria are still open</t:t></xsl:otherwise>
        </xsl:choose>
      </h1>
      <table class="grid">
        <col w="183"/><col w="100" align="right"/><col w="100" align="right"/><col w="100" align="right"/>
        <thead>
          <tr>
            <th><t:t>Why</t:t></th>
            <th><xsl:if test="$to"><t:t T="{$to}">Up to level %{T}</t:t></xsl:if></th><th><xsl:if test="$to"><t:t T="{$to}">Above level %{T}</t:t></xsl:if></th>
            <th><t:t note="a sum">All</t:t></th>
          </tr>
        </thead>
        <tbody>
          <xsl:call-template name="left-count"><xsl:with-param name="reason" select="'not-needed'"/></xsl:call-template>
          <xsl:call-template name="left-count"><xsl:with-param name="reason" select="'budget'"/></xsl:call-template>
          <xsl:call-template name="left-count"><xsl:with-param name="reason" select="'excluded'"/></xsl:call-template>
          <xsl:call-template name="left-count"><xsl:with-param name="reason" select="'no-action'"/></xsl:call-template>
        </tbody>
      </table>
      <xsl:if test="$to">
        <p class="note">
          <t:t x="{t:list($left[position() &lt;= 3]/@ref, 'id')}" note="ids of criteria">Most would be added by %{x}.</t:t>
        </p>
      </xsl:if>
      <xsl:call-template name="left-by-item"/>
      <p class="note">
        <t:t>4.2 in the row of an item is the second criterion of its level 4; the words stand in the gap analysis.</t:t>
        <xsl:if test="$left[@reason = 'no-action' or @reason = 'excluded']"><xsl:value-of select="$sp"/><t:t>* no action known, or excluded by the wish.</t:t></xsl:if>
      </p>
    </chapter>
  </xsl:if>
</xsl:template>
<xsl:template name="left-count">
  <xsl:param name="reason"/>
  <xsl:variable name="of" select="$plan/p:left/p:criterion[@reason = $reason]"/>
  <xsl:if test="$of">
    <tr>
      <td><xsl:value-of select="f:reason($reason)"/></td>
      <td><xsl:if test="$to"><xsl:value-of select="count($of[key('criterion', @ref)/@level &lt;= $to])"/></xsl:if></td>
      <td><xsl:if test="$to"><xsl:value-of select="count($of[key('criterion', @ref)/@level &gt; $to])"/></xsl:if></td>
      <td class="strong"><xsl:value-of select="count($of)"/></td>
    </tr>
  </xsl:if>
</xsl:template>

<!-- All of them, an item a row, in two columns. -->
<xsl:template name="left-by-item">
  <xsl:variable name="rtf"><xsl:for-each select="$q/d:domain/d:item[key('left', d:criterion/@id)]"><item id="{@id}"/></xsl:for-each></xsl:variable>
  <xsl:variable name="open" select="exsl:node-set($rtf)/*"/>
  <xsl:variable name="half" select="ceiling(count($open) div 2)"/>
  <columns>
    <column col="1" span="6"><xsl:call-template name="left-column"><xsl:with-param name="of" select="$open[position() &lt;= $half]"/></xsl:call-template></column>
    <xsl:if test="$open[position() &gt; $half]">
      <column col="7" span="6"><xsl:call-template name="left-column"><xsl:with-param name="of" select="$open[position() &gt; $half]"/></xsl:call-template></column>
    </xsl:if>
  </columns>
</xsl:template>
<xsl:template name="left-column">
  <xsl:param name="of"/>
  <table size="8.2" zebra="no">
    <col w="28"/><col w="74"/><col w="38" align="right"/><col w="95"/>
    <thead><tr><th><t:t>Id</t:t></th><th><t:t>Item</t:t></th><th><t:t note="narrow column: how many criteria are open">Open</t:t></th><th><t:t note="column of numbers such as 4.1–4.3: level and number of criteria">Level.number</t:t></th></tr></thead>
    <tbody>
      <xsl:for-each select="$of">
        <xsl:variable name="id" select="@id"/>
        <xsl:for-each select="$dossier">
          <xsl:variable name="item" select="key('item', $id)"/>
          <tr>
            <td><xsl:value-of select="$id"/></td>
            <td><xsl:value-of select="$item/@short"/></td>
            <td class="strong"><xsl:value-of select="count(key('left', $item/d:criterion/@id))"/></td>
            <td><xsl:apply-templates select="$item/d:criterion" mode="left"/></td>
          </tr>
        </xsl:for-each>
      </xsl:for-each>
    </tbody>
  </table>
</xsl:template>
<!-- 4.1–4.6 for a run of one level that is left for one reason; * where there is no choice. -->
<xsl:template match="d:criterion" mode="left">
  <xsl:variable name="reason" select="key('left', @id)/@reason"/>
  <xsl:variable name="before" select="preceding-sibling::d:criterion[1][@level = current()/@level]"/>
  <xsl:if test="$reason and not(key('left', $before/@id)/@reason = $reason)">
    <xsl:variable name="last"><xsl:apply-templates select="." mode="left-end"/></xsl:variable>
    <nobr>
      <xsl:value-of select="substring-after(@id, '-')"/>
      <xsl:if test="$last != @id">
        <xsl:choose><xsl:when test="$zh">～</xsl:when><xsl:otherwise>–</xsl:otherwise></xsl:choose>
        <xsl:value-of select="substring-after($last, '-')"/>
      </xsl:if>
      <xsl:if test="$reason = 'no-action' or $reason = 'excluded'">*</xsl:if>
    </nobr>
    <xsl:text> </xsl:text>
  </xsl:if>
</xsl:template>
<xsl:template match="d:criterion" mode="left-end">
  <xsl:variable name="after" select="following-sibling::d:criterion[1][@level = current()/@level]"/>
  <xsl:choose>
    <xsl:when test="key('left', $after/@id)/@reason = key('left', @id)/@reason"><xsl:apply-templates select="$after" mode="left-end"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="@id"/></xsl:otherwise>
  </xsl:choose>
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
    <chapter id="alternatives" continue="yes">
      <t:t as="theme">Alternatives</t:t>
      <t:t as="eyebrow">Alternatives, each computed</t:t>
      <t:t as="bookmark">Alternatives</t:t>
      <h1><t:t n="{count($others[@there = 'true'])}" one="%{n} other way was computed">%{n} other ways were computed</t:t></h1>
      <table class="grid">
        <col w="99"/><col w="96" align="right" frame="yes"/><xsl:for-each select="$others[position() &lt;= 3]"><col w="96" align="right"/></xsl:for-each>
        <thead>
          <tr>
            <th/><th><t:t>This plan (recommended)</t:t></th>
            <xsl:for-each select="$others[position() &lt;= 3]"><th><xsl:value-of select="f:other(@kind)"/></th></xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <tr><td><xsl:choose><xsl:when test="$finished"><t:t>Person-days, with what is done</t:t></xsl:when><xsl:otherwise><t:t>Person-days</t:t></xsl:otherwise></xsl:choose></td><td class="strong"><xsl:value-of select="t:number($plan/@effort_days)"/></td><xsl:for-each select="$others[position() &lt;= 3]"><td><xsl:value-of select="t:number(@effort_days)"/></td></xsl:for-each></tr>
          <tr><td><xsl:choose><xsl:when test="$finished"><t:t>Actions, with those done</t:t></xsl:when><xsl:otherwise><t:t>Actions</t:t></xsl:otherwise></xsl:choose></td><td class="strong"><xsl:value-of select="count($chosen)"/></td><xsl:for-each select="$others[position() &lt;= 3]"><td><xsl:value-of select="@actions"/></td></xsl:for-each></tr>
          <tr><td><t:t>Quarters</t:t></td><td class="strong"><xsl:value-of select="$plan/@last_quarter"/></td><xsl:for-each select="$others[position() &lt;= 3]"><td><xsl:value-of select="@quarters"/></td></xsl:for-each></tr>
          <tr><td><t:t>Expected score</t:t></td><td class="strong"><xsl:value-of select="$plan/@score_after"/></td><xsl:for-each select="$others[position() &lt;= 3]"><td><xsl:value-of select="@score_after"/></td></xsl:for-each></tr>
          <tr><td><t:t>Level</t:t></td><td class="strong"><xsl:value-of select="f:level-short($plan/@level_after)"/></td><xsl:for-each select="$others[position() &lt;= 3]"><td><xsl:if test="@level_after"><xsl:value-of select="f:level-short(@level_after)"/></xsl:if></td></xsl:for-each></tr>
        </tbody>
      </table>
      <columns>
        <xsl:for-each select="$others[position() &lt;= 3]">
          <!-- The first one differs by its actions, and has most to say. -->
          <xsl:choose>
            <xsl:when test="position() = 1"><column col="1" span="6"><xsl:call-template name="other-in-words"/></column></xsl:when>
            <xsl:otherwise><column col="{position() * 3 + 1}" span="3"><xsl:call-template name="other-in-words"/></column></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </columns>
    </chapter>
  </xsl:if>
</xsl:template>
<xsl:template name="other-in-words">
  <h3><xsl:value-of select="f:other(@kind)"/></h3>
  <xsl:choose>
    <xsl:when test="not(@there = 'true')"><p class="small"><t:t>There is none within these limits.</t:t></p></xsl:when>
    <xsl:when test="@actions = 0"><p class="small"><t:t s="{@score_after}">The score is %{s} already: nothing would have to be done, and the target would not be reached.</t:t></p></xsl:when>
    <xsl:when test="not(p:adds or p:drops)"><p class="small"><t:t n="{@quarters}" one="The same actions, in %{n} quarter.">The same actions, in %{n} quarters.</t:t></p></xsl:when>
    <xsl:otherwise>
      <xsl:if test="p:adds"><p class="small"><b><t:t>Takes in:</t:t></b><xsl:value-of select="$sp"/><xsl:call-template name="titles"><xsl:with-param name="of" select="p:adds"/></xsl:call-template></p></xsl:if>
      <xsl:if test="p:drops"><p class="small"><b><t:t>Leaves out:</t:t></b><xsl:value-of select="$sp"/><xsl:call-template name="titles"><xsl:with-param name="of" select="p:drops"/></xsl:call-template></p></xsl:if>
    </xsl:otherwise>
  </xsl:choose>
  <xsl:if test="@there = 'true' and @optimal = 'false'"><p class="note"><t:t>The best found in time; not proved to be the least.</t:t></p></xsl:if>
</xsl:template>
<!-- At most four; the plan document has them all. -->
<xsl:template name="titles">
  <xsl:param name="of"/>
  <xsl:for-each select="$of[position() &lt;= 4]">
    <xsl:if test="position() &gt; 1"><t:t ctx="between the titles of actions">;</t:t><xsl:value-of select="$sp"/></xsl:if>
    <xsl:value-of select="f:title(@ref)"/>
  </xsl:for-each>
  <xsl:if test="count($of) &gt; 4"><xsl:text> </xsl:text><t:t n="{count($of) - 4}">and %{n} more</t:t></xsl:if>
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
  <chapter id="governance" continue="yes" tag="{f:plan-status()}">
    <t:t as="theme">Governance and sign-off</t:t>
    <t:t as="eyebrow">Governance and sign-off</t:t>
    <t:t as="bookmark">Governance and sign-off</t:t>
    <h1><t:t>How the plan is steered, and who stands by it</t:t></h1>
    <group>
      <table class="grid" size="8.2">
        <col w="100"/><col w="383"/>
        <tbody>
          <tr><td class="strong"><t:t>Every two weeks</t:t></td><td><t:t>The data lead and the owners of running actions: progress, what blocks, evidence filed</t:t></td></tr>
          <tr><td class="strong"><t:t>Every month</t:t></td><td><t:t>The sponsor’s meeting: days worked against planned, decisions</t:t></td></tr>
          <tr><td class="strong"><t:t>Every quarter</t:t></td><td><t:t>Milestone: accept deliverables, score again, plan the rest anew</t:t></td></tr>
          <tr><td class="strong"><t:t>Changes</t:t></td><td><t:t>Order and dates within a quarter: the data lead; target, days and dropped actions: the sponsor</t:t></td></tr>
          <tr><td class="strong"><t:t>Figure reported</t:t></td><td><t:t s="{$plan/@score_after}">Score on accepted actions beside the planned score; at the end %{s} expected</t:t></td></tr>
        </tbody>
      </table>
      <h3><t:t>Sign-off</t:t></h3>
      <columns>
        <column col="1" span="9">
          <table class="grid" size="8.2">
            <col w="112"/><col w="145"/><col w="100"/>
            <thead><tr><th><t:t>Role</t:t></th><th><t:t>Name and signature</t:t></th><th><t:t>Date</t:t></th></tr></thead>
            <tbody>
              <xsl:for-each select="$facts/d:role[@id = 'sponsor' or @id = 'cdo']"><xsl:call-template name="to-sign"/></xsl:for-each>
              <xsl:for-each select="$plan/p:workload/p:role[not(@id = 'sponsor' or @id = 'cdo')]">
                <xsl:sort select="@days" data-type="number" order="descending"/>
                <xsl:if test="position() &lt;= 3"><xsl:for-each select="key('plan-role', @id)"><xsl:call-template name="to-sign"/></xsl:for-each></xsl:if>
              </xsl:for-each>
            </tbody>
          </table>
        </column>
        <column col="10" span="3">
          <chart kind="seal"><t:t as="label">Room for the seal</t:t><t:t as="alt">An empty box for the enterprise’s seal, to be set when the plan is approved</t:t></chart>
          <p class="note"><xsl:call-template name="basis-strip"/></p>
        </column>
      </columns>
    </group>
  </chapter>
</xsl:template>

<!-- Who steers, and whose days the plan takes most of: five at most. -->
<xsl:template name="to-sign">
  <tr><td><br/><xsl:value-of select="@name"/></td><td><br/>_____________________</td><td><br/>______________</td></tr>
</xsl:template>

<xsl:template name="raised">
  <xsl:variable name="rows" select="$plan/p:criteria/p:criterion"/>
  <xsl:if test="$rows">
    <chapter id="appendix-a" class="appendix">
      <t:t as="theme">Appendix A</t:t>
      <t:t as="eyebrow">Appendix A</t:t>
      <t:t as="bookmark">Appendix A: criteria raised</t:t>
      <h1><t:t n="{count($rows)}" one="The plan raises %{n} criterion">The plan raises %{n} criteria</t:t></h1>
      <xsl:call-template name="ref-legend"><xsl:with-param name="note" select="false()"/></xsl:call-template>
      <table size="8.2" class="grid cards">
        <col w="52"/><col w="293"/><col w="62"/><col w="42" align="right"/><col w="34" align="right"/>
        <thead>
          <tr><th><t:t>Id</t:t></th><th><t:t>Criterion</t:t></th><th><t:t>Now → then</t:t></th><th><t:t>Action</t:t></th><th><t:t note="narrow column">Qtr</t:t></th></tr>
        </thead>
        <tbody>
          <xsl:for-each select="$rows">
            <tr id="a-{@ref}">
              <td><nobr><xsl:value-of select="@ref"/><xsl:if test="$marks-origin and key('criterion', @ref)/@origin = 'reconstructed'"><sup>°</sup></xsl:if></nobr></td>
              <td><xsl:value-of select="key('criterion', @ref)/@text"/></td>
              <td><nobr><xsl:call-template name="pie-of"><xsl:with-param name="value" select="@from"/></xsl:call-template> → <xsl:call-template name="pie-of"><xsl:with-param name="value" select="@to"/></xsl:call-template></nobr></td>
              <td><a href="#card-{@action}"><xsl:value-of select="key('text-of', @action)/@number"/></a></td>
              <td>
                <xsl:choose>
                  <xsl:when test="key('planned', @action)/@state = 'done'"><xsl:value-of select="f:state('done')"/></xsl:when>
                  <xsl:otherwise><xsl:value-of select="key('text-of', @action)/@end-quarter"/></xsl:otherwise>
                </xsl:choose>
              </td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
      <p class="note">
        <xsl:for-each select="$p/d:value[@compliance]"><pie v="{@compliance}"><xsl:value-of select="@word"/></pie><xsl:value-of select="$semicolon"/></xsl:for-each>
        <t:t>— unanswered. Qtr: the quarter in which the action ends.</t:t>
      </p>
    </chapter>
  </xsl:if>
</xsl:template>

</xsl:stylesheet>
