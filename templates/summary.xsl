<?xml version="1.0" encoding="UTF-8"?>
<!-- G2 the summary: stands alone, always exactly one page. Places are the storyboard's. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:str="http://exslt.org/strings" xmlns:exsl="http://exslt.org/common"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t str exsl" exclude-result-prefixes="d r f">

<xsl:template name="summary">
  <page id="summary" tag="{f:status()}">
    <t:t as="theme">Summary</t:t>
    <t:t as="eyebrow">Summary on one page</t:t>
    <t:t as="bookmark">Summary</t:t>
    <h1><xsl:call-template name="H"/></h1>
    <frame col="1" span="12" y="135"><xsl:call-template name="U"/></frame>
    <frame col="1" span="12" y="176"><xsl:call-template name="ruler"/></frame>
    <frame col="1" span="7" y="270"><xsl:call-template name="domain-bars"/></frame>
    <frame col="8" span="5" y="270">
      <xsl:choose>
        <xsl:when test="$path/r:group"><xsl:call-template name="first-groups"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="decisions"/></xsl:otherwise>
      </xsl:choose>
    </frame>
    <xsl:choose>
      <xsl:when test="$a/r:items/@equal">
        <frame col="1" span="12" y="503"><p class="lead"><t:t s="{$a/r:items/@score}">All items score %{s}.</t:t></p></frame>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="$a/r:strongest/r:entry"><frame col="1" span="6" y="503"><xsl:call-template name="strongest"/></frame></xsl:if>
        <xsl:if test="$a/r:weakest/r:entry"><frame col="7" span="6" y="503"><xsl:call-template name="weakest"/></frame></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <!-- Without the two lists the rest moves up: what is left over is left at the foot. -->
    <xsl:variable name="up" select="92 * (boolean($a/r:items/@equal) or not($a/r:strongest/r:entry | $a/r:weakest/r:entry))"/>
    <frame col="1" span="6" y="{638 - $up}"><xsl:call-template name="eligibility-in-short"/></frame>
    <xsl:if test="$path/r:group"><frame col="7" span="6" y="{638 - $up}"><xsl:call-template name="decisions"/></frame></xsl:if>
    <frame col="1" span="12" y="{702 - $up}"><xsl:call-template name="foremost-warnings"/></frame>
    <frame col="1" span="12" y="{738 - $up}"><strip><xsl:call-template name="basis-strip"/></strip></frame>
  </page>
</xsl:template>

<!-- 0 to 5, cut at the policy's thresholds: where the enterprise stands and where it wants to go. -->
<xsl:template name="ruler">
  <xsl:param name="after"/>
  <chart kind="ruler">
    <xsl:attribute name="now"><xsl:value-of select="$S"/></xsl:attribute>
    <t:t as="now-label">Overall now</t:t>
    <xsl:if test="not($after)">
      <xsl:attribute name="target"><xsl:value-of select="$a/@threshold"/></xsl:attribute>
      <t:t as="target-label" T="{$T}" from="{$a/@threshold}">Target level %{T}: from %{from}</t:t>
      <xsl:choose>
        <xsl:when test="$a/@gap"><t:t as="target-note" gap="{$a/@gap}">%{gap} to go</t:t></xsl:when>
        <xsl:when test="$a/@margin"><t:t as="target-note" m="{$a/@margin}">%{m} above it</t:t></xsl:when>
      </xsl:choose>
    </xsl:if>
    <xsl:if test="$done/@unanswered &gt; 0"><xsl:attribute name="ceiling"><xsl:value-of select="$done/@ceiling"/></xsl:attribute></xsl:if>
    <xsl:if test="$a/@barred-level"><xsl:attribute name="held"><xsl:value-of select="$L"/></xsl:attribute></xsl:if>
    <xsl:if test="$after">
      <xsl:attribute name="after"><xsl:value-of select="$after"/></xsl:attribute>
      <t:t as="after-label" s="{$after}">then %{s}</t:t>
    </xsl:if>
    <t:t as="alt" S="{$S}" L="{f:level($L)}" T="{$T}" from="{$a/@threshold}">Overall score %{S} on a ruler from 0 to 5: %{L}. Level %{T} starts at %{from}.</t:t>
    <row from="0" to="{$q/d:level[1]/@from}" level="0" label="0"/>
    <xsl:for-each select="$q/d:level">
      <row from="{@from}" level="{@no}" label="{concat(@no, ' ', @name)}" short="{concat(@no, ' ', @short)}">
        <xsl:attribute name="to">
          <xsl:choose>
            <xsl:when test="following-sibling::d:level"><xsl:value-of select="following-sibling::d:level[1]/@from"/></xsl:when>
            <xsl:otherwise>5.00</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
      </row>
    </xsl:for-each>
  </chart>
</xsl:template>

<!-- In the standard's order, not by size, so that pages can be compared. -->
<xsl:template name="domain-bars">
  <chart kind="bars" target="{$a/@threshold}" row-height="22">
    <xsl:if test="count($q/d:domain) &gt; 8"><xsl:attribute name="row-height">19</xsl:attribute></xsl:if>
    <xsl:if test="$a/@floor and $a/@floor-scope = 'domain'">
      <xsl:attribute name="floor"><xsl:value-of select="$a/@floor"/></xsl:attribute>
      <t:t as="floor-label">floor</t:t>
    </xsl:if>
    <xsl:attribute name="title"><xsl:call-template name="F-domains"/></xsl:attribute>
    <t:t as="sub">Blue: score now (0–5); dashed orange: target; right: difference</t:t>
    <xsl:attribute name="alt"><xsl:call-template name="domains-in-words"/></xsl:attribute>
    <xsl:for-each select="$q/d:domain">
      <xsl:variable name="s" select="key('scored-domain', @id)"/>
      <row name="{@name}" short="{@short}">
        <xsl:choose>
          <xsl:when test="$s/@score">
            <xsl:attribute name="value"><xsl:value-of select="$s/@score"/></xsl:attribute>
            <xsl:attribute name="diff"><xsl:value-of select="$s/@diff"/></xsl:attribute>
          </xsl:when>
          <xsl:otherwise><t:t as="na">n/a</t:t></xsl:otherwise>
        </xsl:choose>
      </row>
    </xsl:for-each>
  </chart>
</xsl:template>

<xsl:template name="domains-in-words">
  <xsl:variable name="top" select="key('scored-domain', $domains-scored/@top)"/>
  <xsl:variable name="bottom" select="key('scored-domain', $domains-scored/@bottom)"/>
  <t:t D1="{key('domain', $top/@id)/@name}" s1="{$top/@score}" D2="{key('domain', $bottom/@id)/@name}" s2="{$bottom/@score}"
       th="{$a/@threshold}">Score of each domain, 0 to 5, beside the target of %{th}. Highest: %{D1}, %{s1}; lowest: %{D2}, %{s2}.</t:t>
</xsl:template>

<!-- The unit is the group, never the single criterion, and the score after each step, never its gain (2.2). -->
<xsl:template name="first-groups">
  <xsl:variable name="shown" select="$path/r:group[position() &lt;= 5]"/>
  <h3><xsl:call-template name="F-groups"><xsl:with-param name="shown" select="count($shown)"/></xsl:call-template></h3>
  <p class="sub"><t:t>Right: overall score as they are met in turn</t:t></p>
  <table>
    <col w="30"/><col w="98"/><col w="66.25" align="right"/>
    <tbody>
      <xsl:for-each select="$shown">
        <tr>
          <td class="muted"><xsl:value-of select="@item"/></td>
          <td><xsl:value-of select="f:item-name(@item)"/><br/><small><xsl:call-template name="group-in-words"/></small></td>
          <td>
            <xsl:choose>
              <xsl:when test="@reaches"><em><xsl:value-of select="@after"/></em><br/><small><em><t:t T="{$T}">level %{T} reached</t:t></em></small></xsl:when>
              <xsl:otherwise><b><xsl:value-of select="@after"/></b></xsl:otherwise>
            </xsl:choose>
          </td>
        </tr>
      </xsl:for-each>
    </tbody>
  </table>
  <xsl:variable name="rest" select="$path/@all-groups - count($shown)"/>
  <xsl:if test="$rest &gt; 0">
    <p class="note">
      <xsl:choose>
        <xsl:when test="$L &lt; $T"><t:rich k="{$rest}" to="missing">One way, not the only one; %{k} more on <pageref>page #</pageref></t:rich></xsl:when>
        <xsl:otherwise><t:rich k="{$rest}" to="missing">%{k} more on <pageref>page #</pageref></t:rich></xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:if>
</xsl:template>
<xsl:template name="group-in-words">
  <t:t l="{@level}" n="{@criteria}" one="level %{l}, %{n} criterion">level %{l}, %{n} criteria</t:t>
</xsl:template>

<xsl:template name="strongest">
  <h3><xsl:call-template name="S-strongest"/></h3>
  <xsl:call-template name="item-list"><xsl:with-param name="list" select="$a/r:strongest"/></xsl:call-template>
</xsl:template>
<xsl:template name="weakest">
  <h3><xsl:call-template name="S-weakest"/></h3>
  <xsl:call-template name="item-list"><xsl:with-param name="list" select="$a/r:weakest"/></xsl:call-template>
</xsl:template>
<xsl:template name="item-list">
  <xsl:param name="list"/>
  <!-- "9 unanswered" leaves no room for bars beside English names; both lists look alike. -->
  <xsl:variable name="bars" select="$zh or not(($a/r:strongest | $a/r:weakest)/r:entry[@unanswered &gt; 0])"/>
  <table>
    <xsl:choose>
      <xsl:when test="$bars"><col w="30"/><col w="108"/><col w="64"/><col w="33.5" align="right"/></xsl:when>
      <xsl:otherwise><col w="30"/><col w="172"/><col w="33.5" align="right"/></xsl:otherwise>
    </xsl:choose>
    <tbody>
      <xsl:for-each select="$list/r:entry">
        <tr>
          <td class="muted"><xsl:value-of select="@id"/></td>
          <td>
            <xsl:value-of select="f:item-name(@id)"/>
            <xsl:if test="@unanswered &gt; 0"><xsl:text> </xsl:text><muted><small><t:t n="{@unanswered}">%{n} unanswered</t:t></small></muted></xsl:if>
          </td>
          <xsl:if test="$bars"><td><bar v="{@score}" t="{$a/@threshold}" max="5" w="60"/></td></xsl:if>
          <td class="strong"><xsl:value-of select="@score"/></td>
        </tr>
      </xsl:for-each>
    </tbody>
  </table>
  <xsl:if test="$list/@more &gt; 0"><p class="note"><t:t k="{$list/@more}">%{k} more with the same score.</t:t></p></xsl:if>
</xsl:template>

<!-- Three lines at most, each of which fits; what is longer stands with the rest on the page of the conditions. -->
<xsl:template name="eligibility-in-short">
  <callout kind="info">
    <h3><xsl:call-template name="E"/></h3>
    <xsl:choose>
      <xsl:when test="not($e)"><p><t:t>Give a profile with the answers to have years, revenue, staff and systems checked.</t:t></p></xsl:when>
      <xsl:when test="$e/@highest &gt; 0 and $e/@highest &lt; $T">
        <p><t:t l="{$e/@highest}">All conditions for level %{l} are met</t:t></p>
        <xsl:call-template name="distances"><xsl:with-param name="room" select="2"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="distances"><xsl:with-param name="room" select="3"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </callout>
</xsl:template>
<xsl:template name="distances">
  <xsl:param name="room"/>
  <xsl:variable name="all" select="$e/d:condition[@state = 'missing'] | $e/d:condition[@state = 'unknown']"/>
  <xsl:variable name="fitting" select="$all[string-length(@distance) &lt;= 48 and ($zh = false() or string-length(@distance) &lt;= 24)]"/>
  <xsl:variable name="whole" select="count($fitting) = count($all) and count($all) &lt;= $room"/>
  <xsl:variable name="most" select="$room - not($whole)"/>
  <xsl:for-each select="$fitting">
    <xsl:sort select="@state"/>
    <xsl:if test="position() &lt;= $most"><p><xsl:call-template name="distance"/></p></xsl:if>
  </xsl:for-each>
  <xsl:if test="not($whole)">
    <xsl:variable name="shown"><xsl:choose><xsl:when test="count($fitting) &lt; $most"><xsl:value-of select="count($fitting)"/></xsl:when><xsl:otherwise><xsl:value-of select="$most"/></xsl:otherwise></xsl:choose></xsl:variable>
    <p><t:rich ctx="conditions" k="{count($all) - $shown}" to="eligibility">%{k} more on <pageref>page #</pageref></t:rich></p>
  </xsl:if>
</xsl:template>

<xsl:template name="decisions">
  <callout kind="decision">
    <h3><t:t>For decision</t:t></h3>
    <ol class="small">
      <xsl:if test="$zh"><xsl:attribute name="class">small circled</xsl:attribute></xsl:if>
      <xsl:choose>
        <xsl:when test="$L &gt;= $T">
          <li><t:t L="{$L}">Keep level %{L}: reassess once a year?</t:t></li>
          <li><t:t>Who completes the evidence?</t:t></li>
          <li><t:t L="{$L}">Apply for a formal assessment at level %{L}?</t:t></li>
        </xsl:when>
        <xsl:otherwise>
          <li><t:t T="{$T}">Adopt level %{T} as the target?</t:t></li>
          <li><t:t x="{f:names(f:two-lowest(), 'domain')}">Who leads %{x}?</t:t></li>
          <li><t:t>Start quarter 1 of the improvement plan?</t:t></li>
        </xsl:otherwise>
      </xsl:choose>
    </ol>
  </callout>
</xsl:template>

<!-- W1 and W9 first, then in order; two at most. -->
<xsl:template name="foremost-warnings">
  <xsl:variable name="all"><xsl:call-template name="W"/></xsl:variable>
  <xsl:variable name="said" select="exsl:node-set($all)/*[not(@no = 14)]"/>
  <xsl:for-each select="$said[@no = 1 or @no = 9]"><p class="warn"><xsl:copy-of select="node()"/></p></xsl:for-each>
  <xsl:variable name="left" select="2 - count($said[@no = 1 or @no = 9])"/>
  <xsl:for-each select="$said[not(@no = 1 or @no = 9)][position() &lt;= $left]"><p class="warn"><xsl:copy-of select="node()"/></p></xsl:for-each>
</xsl:template>

<xsl:template name="basis-strip">
  <t:t standard="{$q/@standard}" policy="{$p/@name}" version="{$p/@version}" thresholds="{t:list($p/d:threshold/@from, 'id')}"
       a="{$done/@answered}" n="{$done/@criteria}">Basis: %{standard}; policy %{policy} v%{version} (from %{thresholds}); %{a} of %{n} answered.</t:t>
  <xsl:if test="$a/r:origins/@reconstructed &gt; 0"><xsl:value-of select="$sp"/><xsl:call-template name="W14"/></xsl:if>
</xsl:template>

<!-- H0, H1: no level yet; what is answered so far, and where the rest lies. -->
<xsl:template name="summary-reduced">
  <chapter id="summary" tag="{f:status()}">
    <t:t as="theme">Summary</t:t>
    <t:t as="eyebrow">Summary</t:t>
    <t:t as="bookmark">Summary</t:t>
    <h1><xsl:call-template name="H"/></h1>
    <h2><t:t>Answered so far, by domain</t:t></h2>
    <table>
      <col w="150"/><col w="213"/><col w="120" align="right"/>
      <tbody>
        <xsl:for-each select="$q/d:domain">
          <xsl:variable name="n" select="count(d:item/d:criterion)"/>
          <xsl:variable name="there" select="count(key('answer', d:item/d:criterion/@id))"/>
          <tr>
            <td><xsl:value-of select="concat(@id, ' ', @name)"/></td>
            <td><bar v="{$there}" max="{$n}" w="200"/></td>
            <td><xsl:value-of select="concat($there, ' / ', $n)"/></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
    <xsl:if test="$done/@unanswered &gt; 0"><xsl:call-template name="unanswered-items"/></xsl:if>
    <strip><xsl:call-template name="basis-strip"/></strip>
  </chapter>
</xsl:template>
<xsl:template name="unanswered-items">
  <xsl:variable name="all" select="$a/r:items/r:item[@unanswered &gt; 0]"/>
  <xsl:variable name="half" select="ceiling(count($all) div 2)"/>
  <h2><t:t>Items with unanswered criteria</t:t></h2>
  <!-- In two columns, so that the summary is one sheet. -->
  <columns>
    <column col="1" span="6"><xsl:call-template name="unanswered-table"><xsl:with-param name="items" select="$all[position() &lt;= $half]"/></xsl:call-template></column>
    <xsl:if test="$all[position() &gt; $half]">
      <column col="7" span="6"><xsl:call-template name="unanswered-table"><xsl:with-param name="items" select="$all[position() &gt; $half]"/></xsl:call-template></column>
    </xsl:if>
  </columns>
</xsl:template>
<xsl:template name="unanswered-table">
  <xsl:param name="items"/>
  <table zebra="no">
    <col w="34"/><col w="131"/><col w="66" align="right"/>
    <thead><tr><th><t:t>Id</t:t></th><th><t:t>Item</t:t></th><th><t:t>Unanswered</t:t></th></tr></thead>
    <tbody>
      <xsl:for-each select="$items">
        <tr>
          <td><xsl:value-of select="@id"/></td>
          <td><xsl:value-of select="key('item', @id)/@name"/></td>
          <td><xsl:value-of select="concat(@unanswered, ' / ', count(key('item', @id)/d:criterion))"/></td>
        </tr>
      </xsl:for-each>
    </tbody>
  </table>
</xsl:template>

</xsl:stylesheet>
