<?xml version="1.0" encoding="UTF-8"?>
<!-- G9 a chapter for each domain: what it lacks for the target. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:set="http://exslt.org/sets"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t set" exclude-result-prefixes="d r f">

<xsl:template name="domains"><xsl:apply-templates select="$domains" mode="chapter"/></xsl:template>

<xsl:template match="d:domain" mode="chapter">
  <xsl:variable name="mine" select="d:item[count(. | $items) = count($items)]"/>
  <xsl:variable name="scored" select="key('scored-item', $mine/@id)"/>
  <chapter id="domain-{@id}" theme="{@name}">
    <t:t as="eyebrow" id="{@id}" name="{@name}">Domain %{id} · %{name}</t:t>
    <xsl:attribute name="bookmark"><xsl:value-of select="concat(@id, ' ', @name)"/></xsl:attribute>
    <h1>
      <xsl:choose>
        <!-- Of some of its items alone the domain's own sentence would count too much. -->
        <xsl:when test="count($mine) &lt; count(d:item)">
          <t:t x="{f:items($mine/@id)}" n="{sum($scored/@open)}" T="{$T}" one="%{x}: %{n} criterion up to level %{T} open">%{x}: %{n} criteria up to level %{T} open</t:t>
        </xsl:when>
        <xsl:otherwise><xsl:call-template name="D"><xsl:with-param name="domain" select="."/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </h1>
    <columns>
      <column col="1" span="9">
        <xsl:call-template name="heat">
          <xsl:with-param name="kind">strip</xsl:with-param>
          <xsl:with-param name="rows" select="$scored"/>
        </xsl:call-template>
        <xsl:call-template name="in-place"><xsl:with-param name="items" select="$mine"/></xsl:call-template>
      </column>
      <column col="10" span="3"><xsl:call-template name="domain-card"/></column>
    </columns>
    <xsl:call-template name="domain-gaps"><xsl:with-param name="items" select="$mine"/></xsl:call-template>
    <xsl:variable name="weak" select="$scored[@open &gt; 0 and key('item', @id)/@risk != '']"/>
    <columns>
      <xsl:if test="$weak"><column col="1" span="6"><xsl:call-template name="if-left"><xsl:with-param name="weak" select="$weak"/></xsl:call-template></column></xsl:if>
      <column col="{1 + 6 * boolean($weak)}" span="6"><xsl:call-template name="evidence-seen"><xsl:with-param name="items" select="$mine"/></xsl:call-template></column>
    </columns>
  </chapter>
</xsl:template>

<xsl:template name="domain-card">
  <xsl:variable name="s" select="key('scored-domain', @id)"/>
  <xsl:if test="$s/@score">
    <figures dir="column">
      <figure value="{$s/@score}">
        <xsl:choose>
          <xsl:when test="$dossier/@only"><t:t as="label">of 5, the whole domain</t:t></xsl:when>
          <xsl:otherwise><t:t as="label">of 5</t:t></xsl:otherwise>
        </xsl:choose>
      </figure>
    </figures>
  </xsl:if>
  <dl>
    <xsl:if test="$s/@level"><pair><t:t as="label">Indicative level</t:t><xsl:value-of select="f:level-short($s/@level)"/></pair></xsl:if>
    <xsl:if test="$s/@diff"><pair><t:t as="label" T="{$T}" from="{$a/@threshold}">To level %{T} (%{from})</t:t><xsl:call-template name="difference"><xsl:with-param name="of" select="$s"/></xsl:call-template></pair></xsl:if>
    <pair><t:t as="label">Fully met</t:t><xsl:value-of select="concat($s/@full, ' / ', $s/@applicable)"/></pair>
    <pair>
      <t:t as="label">Evidence</t:t><t:t n="{sum($s/@evidence)}" one="%{n} file">%{n} files</t:t>
      <xsl:if test="$s/@stale &gt; 0"><br/><small><t:t n="{$s/@stale}">%{n} over 12 months old</t:t></small></xsl:if>
    </pair>
    <xsl:if test="$s/@unanswered &gt; 0"><pair><t:t as="label">Unanswered</t:t><em><xsl:value-of select="$s/@unanswered"/></em></pair></xsl:if>
  </dl>
</xsl:template>

<!-- Up to five that are fully met, highest level first. -->
<xsl:template name="in-place">
  <xsl:param name="items"/>
  <xsl:variable name="full" select="$items/d:criterion[not(key('unmet', @id)) and key('answer', @id)/@compliance]"/>
  <h3><t:t>In place</t:t></h3>
  <xsl:choose>
    <xsl:when test="$full">
      <ul class="small">
        <xsl:for-each select="$full">
          <xsl:sort select="@level" data-type="number" order="descending"/>
          <xsl:if test="position() &lt;= 5">
            <li>
              <muted><nobr><small><xsl:value-of select="@id"/></small></nobr></muted><xsl:text> </xsl:text><xsl:value-of select="t:clause(@text)"/>
            </li>
          </xsl:if>
        </xsl:for-each>
      </ul>
    </xsl:when>
    <xsl:otherwise><p class="small"><t:t>No criterion is fully met yet.</t:t></p></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- By level, then in the order of what each group adds; 14 rows, of English 10, so that two sheets hold it; the rest
     in appendix B. -->
<xsl:variable name="gap-rows"><xsl:choose><xsl:when test="$zh">14</xsl:when><xsl:otherwise>10</xsl:otherwise></xsl:choose></xsl:variable>
<xsl:template name="domain-gaps">
  <xsl:param name="items"/>
  <xsl:variable name="open" select="key('groups-of', @id)[@item = $items/@id]/r:criterion"/>
  <xsl:if test="$open">
    <h3><t:t T="{$T}">Missing for level %{T}</t:t></h3>
    <table class="grid cards">
      <xsl:choose>
        <xsl:when test="$zh"><col w="54"/><col w="206"/><col w="74"/><col w="40"/><col w="109"/></xsl:when>
        <xsl:otherwise><col w="54"/><col w="188"/><col w="68"/><col w="62"/><col w="111"/></xsl:otherwise>
      </xsl:choose>
      <thead>
        <tr><th><t:t>Id</t:t></th><th><t:t>Criterion</t:t></th><th><t:t>Now</t:t></th><th><t:t>Dimension</t:t></th><th><t:t>What would prove it</t:t></th></tr>
      </thead>
      <tbody>
        <xsl:for-each select="$open">
          <xsl:sort select="../@level" data-type="number"/>
          <xsl:if test="position() &lt;= $gap-rows">
            <xsl:variable name="criterion" select="key('criterion', @ref)"/>
            <tr>
              <td><xsl:call-template name="ref"><xsl:with-param name="id" select="@ref"/></xsl:call-template></td>
              <td><xsl:value-of select="$criterion/@text"/></td>
              <td><xsl:call-template name="value-of-ref"><xsl:with-param name="id" select="@ref"/></xsl:call-template></td>
              <td><xsl:value-of select="f:dimension($criterion/@dimension)"/></td>
              <td><xsl:value-of select="$criterion/@evidence"/></td>
            </tr>
          </xsl:if>
        </xsl:for-each>
      </tbody>
    </table>
    <xsl:if test="count($open) &gt; $gap-rows">
      <p class="note"><t:rich n="{count($open) - $gap-rows}" to="appendix-b" one="%{n} more criterion: appendix B, &lt;pageref>page #&lt;/pageref>.">%{n} more criteria: appendix B, <pageref>page #</pageref>.</t:rich></p>
    </xsl:if>
    <xsl:call-template name="ref-legend"/>
  </xsl:if>
</xsl:template>

<!-- What follows, for the three weakest items with something open. -->
<xsl:template name="if-left">
  <xsl:param name="weak"/>
  <callout kind="decision">
    <h3><t:t>If left</t:t></h3>
    <xsl:for-each select="$weak">
      <xsl:sort select="@score-h" data-type="number"/>
      <xsl:if test="position() &lt;= 3">
        <p><b><xsl:value-of select="concat(@id, ' ', key('item', @id)/@name)"/></b><br/><xsl:value-of select="key('item', @id)/@risk"/></p>
      </xsl:if>
    </xsl:for-each>
  </callout>
</xsl:template>

<!-- Up to five titles, the newest first. -->
<xsl:template name="evidence-seen">
  <xsl:param name="items"/>
  <xsl:variable name="all" select="key('answer', $items/d:criterion/@id)/d:evidence"/>
  <xsl:variable name="titles" select="set:distinct($all/@title)"/>
  <callout kind="info">
    <h3>
      <xsl:choose>
        <xsl:when test="$all"><t:t n="{count($titles)}" one="Evidence seen: %{n} document">Evidence seen: %{n} documents</t:t></xsl:when>
        <xsl:otherwise><t:t>Evidence seen: none</t:t></xsl:otherwise>
      </xsl:choose>
    </h3>
    <xsl:for-each select="$titles">
      <xsl:sort select="../@date" order="descending"/>
      <xsl:if test="position() &lt;= 5">
        <p>
          <xsl:value-of select="."/>
          <xsl:if test="../@date"><xsl:text> </xsl:text><muted><nobr><xsl:value-of select="../@date"/></nobr></muted></xsl:if>
          <xsl:if test="../@stale"><xsl:text> </xsl:text><em><nobr><t:t>over 12 months</t:t></nobr></em></xsl:if>
        </p>
      </xsl:if>
    </xsl:for-each>
    <xsl:if test="count($titles) &gt; 5"><p><t:rich k="{count($titles) - 5}" to="appendix-c">%{k} more: appendix C, <pageref>page #</pageref></t:rich></p></xsl:if>
  </callout>
</xsl:template>

</xsl:stylesheet>
