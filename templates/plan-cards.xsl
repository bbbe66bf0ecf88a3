<?xml version="1.0" encoding="UTF-8"?>
<!-- I7 a card for each action: what a team works by. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:p="urn:dcmm:plan:1" xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:func="http://exslt.org/functions"
                xmlns:exsl="http://exslt.org/common" xmlns="urn:dcmm:page:1" extension-element-prefixes="t func exsl" exclude-result-prefixes="d r p f">

<xsl:template name="cards">
  <chapter id="cards">
    <t:t as="theme">Action cards</t:t>
    <t:t as="eyebrow">Action cards</t:t>
    <t:t as="bookmark">Action cards</t:t>
    <h1><t:t n="{count($planned[not(@state = 'dropped')])}" one="%{n} action, with its steps and what proves it">%{n} actions, each with its steps and what proves it</t:t></h1>
    <xsl:for-each select="$planned[not(@state = 'dropped')]"><xsl:call-template name="card"/></xsl:for-each>
  </chapter>
</xsl:template>

<xsl:template name="card">
  <xsl:variable name="text" select="key('text-of', @id)"/>
  <group>
    <h2 id="card-{@id}"><xsl:value-of select="concat($text/@number, ' ', $text/@title)"/></h2>
    <columns>
      <column col="1" span="8">
        <p class="small"><xsl:value-of select="$text/@why"/></p>
        <ol class="small"><xsl:for-each select="$text/d:step"><li><xsl:value-of select="@text"/></li></xsl:for-each></ol>
        <p class="small">
          <t:rich text="{$text/@deliverable}"><b>Deliverable:</b> %{text}</t:rich><br/>
          <t:rich text="{$text/@proof}"><b>Proof of completion:</b> %{text}</t:rich>
        </p>
      </column>
      <column col="9" span="4" rule="yes"><xsl:call-template name="card-lines"/></column>
    </columns>
    <xsl:call-template name="card-foot"/>
  </group>
</xsl:template>

<xsl:template name="card-lines">
  <dl>
    <pair><t:t as="label">Role in the lead</t:t><b><xsl:value-of select="f:plan-role(@role)"/></b></pair>
    <pair><t:t as="label">Person-days</t:t><b><xsl:value-of select="@days"/></b><xsl:text> </xsl:text><muted><t:t from="{@low}" to="{@high}" note="from – to, person-days, after the likely figure">(%{from}–%{to})</t:t></muted></pair>
    <pair>
      <xsl:choose><xsl:when test="@start_date"><t:t as="label">Dates</t:t></xsl:when><xsl:otherwise><t:t as="label">Quarter, working days</t:t></xsl:otherwise></xsl:choose>
      <xsl:choose>
        <xsl:when test="@start_date"><xsl:value-of select="concat(f:quarter(@quarter), ' · ')"/><nobr><xsl:value-of select="@start_date"/></nobr> → <nobr><xsl:value-of select="@due_date"/></nobr></xsl:when>
        <xsl:when test="@quarter"><xsl:value-of select="concat(f:quarter(@quarter), ' · ')"/><xsl:call-template name="span"/></xsl:when>
        <xsl:otherwise><t:t>Done</t:t><xsl:text> </xsl:text><xsl:value-of select="@on"/></xsl:otherwise>
      </xsl:choose>
    </pair>
    <xsl:if test="p:requires"><pair><t:t as="label">After actions</t:t><xsl:call-template name="needs"/></pair></xsl:if>
    <xsl:variable name="raised" select="key('raised-by', @id)"/>
    <xsl:if test="$raised">
      <pair>
        <t:t as="label">Criteria raised</t:t>
        <xsl:for-each select="$raised[position() &lt;= 6]">
          <xsl:if test="position() &gt; 1"><br/></xsl:if>
          <nobr><a href="#a-{@ref}"><xsl:value-of select="@ref"/></a><xsl:text> </xsl:text><xsl:call-template name="pie-of"><xsl:with-param name="value" select="@from"/></xsl:call-template> → <xsl:call-template name="mark"><xsl:with-param name="value" select="@to"/></xsl:call-template></nobr>
        </xsl:for-each>
        <xsl:if test="count($raised) &gt; 6"><br/><t:t n="{count($raised) - 6}">and %{n} more</t:t></xsl:if>
      </pair>
    </xsl:if>
    <xsl:variable name="waiting" select="key('waiting-for', @id)[not(@state = 'dropped')]"/>
    <xsl:if test="$waiting">
      <pair>
        <t:t as="label">Needed by actions</t:t>
        <xsl:for-each select="$waiting">
          <xsl:if test="position() &gt; 1"><xsl:value-of select="$comma"/></xsl:if>
          <a href="#card-{@id}"><xsl:value-of select="key('text-of', @id)/@number"/></a>
        </xsl:for-each>
      </pair>
    </xsl:if>
    <xsl:if test="@score_without != $plan/@score_after"><pair><t:t as="label">Score of the plan without it</t:t><xsl:value-of select="@score_without"/></pair></xsl:if>
  </dl>
</xsl:template>

<!-- Without its word: there is no room for two. -->
<xsl:template name="pie-of">
  <xsl:param name="value"/>
  <xsl:variable name="found" select="$p/d:value[@id = $value]"/>
  <xsl:choose>
    <xsl:when test="$found/@compliance"><pie v="{$found/@compliance}"/></xsl:when>
    <xsl:otherwise>—</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="card-foot">
  <p class="small">
    <muted><t:t>Owner</t:t></muted><xsl:text> </xsl:text>
    <xsl:choose><xsl:when test="@owner"><xsl:value-of select="@owner"/></xsl:when><xsl:otherwise>________________</xsl:otherwise></xsl:choose>
    <xsl:text>  </xsl:text><muted><t:t>Started on</t:t></muted><xsl:text> ____________  </xsl:text>
    <muted><t:t>Completed on</t:t></muted><xsl:text> </xsl:text>
    <xsl:choose><xsl:when test="@state = 'done' and @on"><xsl:value-of select="@on"/></xsl:when><xsl:otherwise>____________</xsl:otherwise></xsl:choose>
  </p>
</xsl:template>

</xsl:stylesheet>
