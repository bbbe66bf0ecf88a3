<?xml version="1.0" encoding="UTF-8"?>
<!-- G4 the overall result and G5 the heat map. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:exsl="http://exslt.org/common"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t exsl" exclude-result-prefixes="d r f">

<xsl:template name="overall">
  <page id="overall">
    <t:t as="theme">Overall result</t:t>
    <t:t as="eyebrow">Overall result</t:t>
    <t:t as="bookmark">Overall result</t:t>
    <h1><xsl:call-template name="O"/></h1>
    <frame col="1" span="8" y="134"><xsl:call-template name="radar"/></frame>
    <frame col="9" span="4" y="170">
      <figures dir="column">
        <figure value="{$a/r:weak-spots/@n}"><t:t as="label" T="{$T}">weak spots up to level %{T}</t:t></figure>
        <figure value="{$a/r:evidence/@coverage}%"><t:t as="label">of what is marked as met has evidence</t:t></figure>
        <figure value="{$done/@full}"><t:t as="label" n="{$done/@applicable}">of %{n} applicable criteria are fully met</t:t></figure>
      </figures>
    </frame>
    <frame col="1" span="12" y="474"><xsl:call-template name="domain-table"/></frame>
  </page>
</xsl:template>

<!-- Never alone on a page: an area misleads, the table corrects it. -->
<xsl:template name="radar">
  <xsl:choose>
    <xsl:when test="count($domains-scored/r:domain[@score]) &lt; 3"><xsl:call-template name="domain-bars"/></xsl:when>
    <xsl:otherwise>
      <chart kind="radar" target="{$a/@threshold}" radius="104">
        <xsl:if test="not($zh)"><xsl:attribute name="radius">92</xsl:attribute></xsl:if>
        <t:t as="now-label">Score now</t:t>
        <t:t as="target-label" T="{$T}" from="{$a/@threshold}">Level %{T}, from %{from}</t:t>
        <xsl:attribute name="alt"><xsl:call-template name="domains-in-words"/></xsl:attribute>
        <xsl:for-each select="$q/d:domain">
          <xsl:variable name="s" select="key('scored-domain', @id)"/>
          <row name="{@name}" short="{@short}">
            <xsl:choose>
              <xsl:when test="$s/@score"><xsl:attribute name="value"><xsl:value-of select="$s/@score"/></xsl:attribute></xsl:when>
              <xsl:otherwise><t:t as="na">n/a</t:t></xsl:otherwise>
            </xsl:choose>
          </row>
        </xsl:for-each>
      </chart>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="domain-table">
  <h3><t:t>Score and indicative level by domain</t:t></h3>
  <table>
    <col w="118"/><col w="44" align="right"/><col w="86"/><col w="56" align="right"/><col w="119"/><col w="60" align="right"/>
    <thead>
      <tr>
        <th><t:t>Domain</t:t></th><th><t:t>Score</t:t></th><th><t:t>Indicative level</t:t></th>
        <th><t:t note="signed difference to the target's threshold">To target</t:t></th><th><t:t>Lowest item</t:t></th><th><t:t note="criteria not fully met up to the target">Not full</t:t></th>
      </tr>
    </thead>
    <tbody>
      <xsl:for-each select="$q/d:domain">
        <xsl:variable name="s" select="key('scored-domain', @id)"/>
        <tr>
          <td><xsl:value-of select="@name"/></td>
          <td class="strong"><xsl:value-of select="$s/@score"/></td>
          <td><xsl:if test="$s/@level"><xsl:value-of select="f:level-short($s/@level)"/></xsl:if></td>
          <td><xsl:call-template name="difference"><xsl:with-param name="of" select="$s"/></xsl:call-template></td>
          <td><xsl:value-of select="key('item', $s/@lowest)/@name"/></td>
          <td><xsl:choose><xsl:when test="$s/@open"><xsl:value-of select="$s/@open"/></xsl:when><xsl:when test="$s/@score">0</xsl:when></xsl:choose></td>
        </tr>
      </xsl:for-each>
      <tr class="total">
        <td><t:t>Overall</t:t></td>
        <td><xsl:value-of select="$S"/></td>
        <td><xsl:value-of select="f:level-short($L)"/></td>
        <td>
          <xsl:choose>
            <xsl:when test="$a/@gap"><em><xsl:value-of select="concat('−', $a/@gap)"/></em></xsl:when>
            <xsl:when test="$a/@margin"><xsl:value-of select="concat('+', $a/@margin)"/></xsl:when>
          </xsl:choose>
        </td>
        <td><xsl:value-of select="key('item', $a/r:weakest/r:entry[1]/@id)/@name"/></td>
        <td><xsl:value-of select="$path/@all-criteria"/></td>
      </tr>
    </tbody>
  </table>
  <p class="note"><t:t T="{$T}" from="{$a/@threshold}">Levels of domains are indicative: the same thresholds, no conditions. “To target” is the difference to %{from}, “not full” counts criteria up to level %{T}.</t:t></p>
</xsl:template>
<!-- What lies below is in the accent, and has its minus all the same. -->
<xsl:template name="difference">
  <xsl:param name="of"/>
  <xsl:choose>
    <xsl:when test="$of/@diff-h &lt; 0"><em><xsl:value-of select="$of/@diff"/></em></xsl:when>
    <xsl:otherwise><xsl:value-of select="$of/@diff"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- ======== G5 ======== -->

<xsl:template name="heat-map">
  <page id="heat" level="2">
    <t:t as="theme">Items by level</t:t>
    <t:t as="eyebrow">Items by level</t:t>
    <t:t as="bookmark">Heat map of items by level</t:t>
    <h1><xsl:call-template name="M"/></h1>
    <frame col="1" span="12" y="138">
      <xsl:call-template name="heat">
        <xsl:with-param name="kind">heat</xsl:with-param>
        <xsl:with-param name="rows" select="$a/r:items/r:item"/>
      </xsl:call-template>
      <xsl:call-template name="heat-notes"/>
    </frame>
  </page>
</xsl:template>

<!-- The whole as "heat", the rows of one domain as "strip". -->
<xsl:template name="heat">
  <xsl:param name="kind"/>
  <xsl:param name="rows"/>
  <chart kind="{$kind}" target="{$T}" th="{$a/@threshold}">
    <xsl:choose>
      <xsl:when test="$T = 1"><t:t as="range-label">Target range: level 1</t:t></xsl:when>
      <xsl:otherwise><t:t as="range-label" n="{$T}">Target range: levels 1–%{n}</t:t></xsl:otherwise>
    </xsl:choose>
    <t:t as="head-item">Item</t:t>
    <t:t as="head-target">Target</t:t>
    <t:t as="head-score">Score</t:t>
    <t:t as="head-level" note="head of a very narrow column">Lvl</t:t>
    <t:t as="na-word">n/a</t:t>
    <t:t as="open-word" note="in a cell of the heat map">open</t:t>
    <t:t as="alt" n="{count($rows)}" T="{$T}" k="{count($rows/r:cell[@weak])}">Compliance of %{n} items at each of five levels, in percent; %{k} cells up to level %{T} are weak spots.</t:t>
    <xsl:if test="$kind = 'heat'">
      <t:t as="legend">Compliance at that level, %</t:t>
      <xsl:call-template name="heat-keys"><xsl:with-param name="cells" select="$rows/r:cell"/></xsl:call-template>
    </xsl:if>
    <xsl:for-each select="$q/d:level"><level no="{@no}" name="{@name}" short="{@short}"/></xsl:for-each>
    <xsl:apply-templates select="$rows" mode="heat"/>
  </chart>
</xsl:template>

<xsl:template match="r:item" mode="heat">
  <xsl:variable name="item" select="key('item', @id)"/>
  <row domain="{$item/../@name}" domain-score="{key('scored-domain', @domain)/@score}" id="{@id}" name="{$item/@name}" short="{$item/@short}">
    <xsl:if test="not($item/preceding-sibling::d:item)"><xsl:attribute name="first">yes</xsl:attribute></xsl:if>
    <xsl:if test="@score"><xsl:attribute name="score"><xsl:value-of select="@score"/></xsl:attribute></xsl:if>
    <xsl:if test="@level"><xsl:attribute name="level"><xsl:value-of select="@level"/></xsl:attribute></xsl:if>
    <xsl:if test="@excluded"><xsl:attribute name="excluded">yes</xsl:attribute></xsl:if>
    <xsl:for-each select="r:cell">
      <cell v="{@percent}" kind="{@kind}"><xsl:copy-of select="@partly | @inverted | @uncounted"/></cell>
    </xsl:for-each>
  </row>
</xsl:template>

<!-- Only marks that occur. -->
<xsl:template name="heat-keys">
  <xsl:param name="cells"/>
  <xsl:variable name="values" select="$cells[@kind = 'value']"/>
  <xsl:if test="$values[@bin = '0']"><key kind="0" label="0"/></xsl:if>
  <xsl:if test="$values[@bin = '1']"><key kind="1"><t:t as="label">1–49</t:t></key></xsl:if>
  <xsl:if test="$values[@bin = '50']"><key kind="50"><t:t as="label">50–79</t:t></key></xsl:if>
  <xsl:if test="$values[@bin = '80']"><key kind="80"><t:t as="label">80–99</t:t></key></xsl:if>
  <xsl:if test="$values[@bin = '100']"><key kind="100" label="100"/></xsl:if>
  <xsl:if test="$cells[@kind = 'na']"><key kind="na"><t:t as="label">n/a</t:t></key></xsl:if>
  <xsl:if test="$cells[@kind = 'open']"><key kind="open"><t:t as="label" note="in a cell of the heat map">open</t:t></key></xsl:if>
  <xsl:if test="$cells[@partly]"><key kind="partly"><t:t as="label" note="key of the heat map">partly unanswered</t:t></key></xsl:if>
  <xsl:if test="$cells[@inverted]"><key kind="inverted"><t:t as="label" note="key of the heat map">30+ above level below</t:t></key></xsl:if>
  <xsl:if test="$cells[@uncounted]"><key kind="uncounted"><t:t as="label" note="key of the heat map">not counted</t:t></key></xsl:if>
</xsl:template>

<!-- Those that hold, spread over the width. -->
<xsl:template name="heat-notes">
  <xsl:variable name="notes">
    <column>
      <h3><t:t>Read from left to right</t:t></h3>
      <p class="note"><t:t>Lower levels carry the higher ones. Darken the pale cells inside the frame first.</t:t></p>
    </column>
    <xsl:if test="$a/r:inverted/r:cell"><column><h3><t:t>Please check again</t:t></h3><p class="note"><xsl:call-template name="W4"/></p></column></xsl:if>
    <xsl:choose>
      <xsl:when test="$a/r:inherited/r:cell"><column><h3><t:t>Not applicable</t:t></h3><p class="note"><xsl:call-template name="W6"/></p></column></xsl:when>
      <xsl:when test="$a/r:excluded/r:entry"><column><h3><t:t>Not applicable</t:t></h3><p class="note"><xsl:call-template name="W5"/></p></column></xsl:when>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="all" select="exsl:node-set($notes)/*"/>
  <xsl:variable name="span" select="12 div count($all)"/>
  <xsl:choose>
    <!-- Alone it is a line under the chart, not a column of its own. -->
    <xsl:when test="count($all) = 1"><p class="note"><t:t>Read from left to right: lower levels carry the higher ones. Darken the pale cells inside the frame first.</t:t></p></xsl:when>
    <xsl:otherwise>
      <columns>
        <xsl:for-each select="$all">
          <column col="{1 + $span * (position() - 1)}" span="{$span}"><xsl:copy-of select="node()"/></column>
        </xsl:for-each>
      </columns>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

</xsl:stylesheet>
