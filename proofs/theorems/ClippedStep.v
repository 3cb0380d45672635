(** Claim C4 (clipped surrogate) and the exact sweep of SeeUPPO-GRAE: the
    objective in closed form, a certificate for its argmax, and Theorem 1 for
    the sweep.
    Regime: full information, exact expectations, exact argmax. *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Improvement
  theorems.Clip.
Open Scope R_scope.

Definition posPart (x : R) : R := Rmax 0 x.
Definition negPart (x : R) : R := Rmax 0 (- x).

(** One sample: the positive part of the advantage stops paying above 1 + eps,
    the negative part stops costing less below 1 - eps. *)
Lemma clipped_two_parts : forall eps rho m, 0 <= eps ->
  clipped eps rho m
  = posPart m * Rmin rho (1 + eps) - negPart m * Rmax rho (1 - eps).
Proof.
  intros eps rho m He. unfold clipped, clip, posPart, negPart, Rmin, Rmax.
  destruct (Rle_dec rho (1 + eps)); destruct (Rle_dec 0 m);
  repeat destruct (Rle_dec _ _); nra.
Qed.

(** What one move with old weight [p] and new weight [q] contributes. *)
Definition contribution (eps p hi lo q : R) : R :=
  hi * Rmin q ((1 + eps) * p) - lo * Rmax q ((1 - eps) * p).

Lemma scale_min : forall p x y, 0 < p -> p * Rmin (x / p) y = Rmin x (y * p).
Proof.
  intros p x y Hp. assert (E : x = p * (x / p)) by (field; lra).
  unfold Rmin. destruct (Rle_dec (x / p) y); destruct (Rle_dec x (y * p)); nra.
Qed.

Lemma scale_max : forall p x y, 0 < p -> p * Rmax (x / p) y = Rmax x (y * p).
Proof.
  intros p x y Hp. assert (E : x = p * (x / p)) by (field; lra).
  unfold Rmax. destruct (Rle_dec (x / p) y); destruct (Rle_dec x (y * p)); nra.
Qed.

(** The exact clipped objective is a sum of one concave, piecewise linear term
    for each move. *)
Theorem C4_closed_form : forall G eps old m n h q,
  0 <= eps -> (forall a, In a (moves G h) -> 0 <= old h a) ->
  clippedObjective G eps old m n h q =
  sum (moves G h) (fun a =>
    if Req_EM_T (old h a) 0 then 0
    else contribution eps (old h a)
           (expect G old n (a :: h) (fun path => posPart (m path)))
           (expect G old n (a :: h) (fun path => negPart (m path))) (q a)).
Proof.
  intros G eps old m n h q He Hold. unfold clippedObjective, mean.
  apply sum_ext. intros a Ha. destruct (Req_EM_T (old h a) 0) as [Z|Z].
  - rewrite Z. ring.
  - assert (Hp : 0 < old h a) by (specialize (Hold a Ha); lra).
    rewrite (expect_ext _ _ _ _ _ (fun path =>
      Rmin (q a / old h a) (1 + eps) * posPart (m path)
      - Rmax (q a / old h a) (1 - eps) * negPart (m path))).
    + rewrite expect_sub, !expect_scal. unfold contribution.
      rewrite <- (scale_min (old h a)), <- (scale_max (old h a)) by exact Hp. ring.
    + intros path _. rewrite clipped_two_parts by exact He. ring.
Qed.

(** The slopes of one contribution, to the right and to the left of [q]. *)
Definition slopeRight (eps p q hi lo : R) : R :=
  if Rlt_dec q ((1 - eps) * p) then hi
  else if Rlt_dec q ((1 + eps) * p) then hi - lo else - lo.
Definition slopeLeft (eps p q hi lo : R) : R :=
  if Rle_dec q ((1 - eps) * p) then hi
  else if Rle_dec q ((1 + eps) * p) then hi - lo else - lo.

(** A concave function lies below its supporting lines. *)
Lemma contribution_below_line : forall eps p hi lo q x mu,
  0 <= eps -> 0 < p -> 0 <= hi -> 0 <= lo -> 0 <= q -> 0 <= x ->
  slopeRight eps p q hi lo <= mu ->
  (q = 0 \/ mu <= slopeLeft eps p q hi lo) ->
  contribution eps p hi lo x <= contribution eps p hi lo q + mu * (x - q).
Proof.
  intros eps p hi lo q x mu He Hp Hhi Hlo Hq Hx HR HL.
  assert (HL' : x < q -> mu <= slopeLeft eps p q hi lo) by (intros; destruct HL; lra).
  clear HL. unfold contribution, slopeRight, slopeLeft, Rmin, Rmax in *.
  assert (Hab : (1 - eps) * p <= (1 + eps) * p) by nra.
  set (l := (1 - eps) * p) in *. set (u := (1 + eps) * p) in *.
  destruct (Rlt_le_dec x q) as [Lt|Ge].
  - specialize (HL' Lt). clear HR.
    destruct (Rle_dec q l); destruct (Rle_dec q u);
    destruct (Rle_dec x u); destruct (Rle_dec x l); try nra.
  - clear HL'. destruct (Rlt_dec q l); destruct (Rlt_dec q u);
    destruct (Rle_dec q l); destruct (Rle_dec q u);
    destruct (Rle_dec x u); destruct (Rle_dec x l); try nra.
Qed.

(** C4, certificate.  If some level [mu] lies between the slopes to the right
    and to the left at every move, the candidate is an exact argmax. *)
Theorem C4_clipped_argmax_certificate : forall G eps old m n h q mu,
  wellFormed G -> isPolicy G old -> node G (S n) h -> 0 <= eps ->
  coveredDist (moves G h) (old h) q ->
  (forall a, In a (moves G h) -> old h a <> 0 ->
     let hi := expect G old n (a :: h) (fun path => posPart (m path)) in
     let lo := expect G old n (a :: h) (fun path => negPart (m path)) in
     slopeRight eps (old h a) (q a) hi lo <= mu /\
     (q a = 0 \/ mu <= slopeLeft eps (old h a) (q a) hi lo)) ->
  isArgmax (coveredDist (moves G h) (old h))
    (clippedObjective G eps old m n h) q.
Proof.
  intros G eps old m n h q mu HG Ho Hn He Hq Hcert. split; [exact Hq|].
  intros x [[Hx Hxs] Hxc]. destruct Hq as [[Hq Hqs] Hqc].
  pose proof (policy_dist G old n h HG Ho Hn) as [Hold _].
  rewrite !C4_closed_form by assumption.
  match goal with |- _ <= sum _ ?f =>
    apply Rle_trans with (sum (moves G h) (fun a => f a + mu * (x a - q a))) end.
  - apply sum_le. intros a Ha. destruct (Req_EM_T (old h a) 0) as [Z|Z].
    + rewrite (Hxc a Ha Z), (Hqc a Ha Z). lra.
    + destruct (Hcert a Ha Z) as [HR HL].
      assert (Pos : forall f, (forall path, 0 <= f path) ->
        0 <= expect G old n (a :: h) f).
      { intros f Hf. apply (expect_nonneg G old n 0); try assumption.
        - rewrite Nat.add_0_r. apply node_child; assumption.
        - intros. apply Hf. }
      specialize (Hold a Ha).
      apply contribution_below_line; auto; try lra;
        apply Pos; intros; apply Rmax_l.
  - rewrite sum_add, sum_scal, sum_sub, Hxs, Hqs. lra.
Qed.

(** Theorem 1 for the exact sweep of SeeUPPO-GRAE: the new policy is a policy,
    and no history loses value (from D12). *)
Theorem D1_exact_clipped_sweep_improves : forall G eps old new,
  wellFormed G -> isPolicy G old -> 0 <= eps ->
  exactClippedSweep G eps old new ->
  isPolicy G new /\ covers G old new /\
  forall n h, node G n h -> value G old n h <= value G new n h.
Proof.
  intros G eps old new HG Ho He Hs.
  assert (Hnew : isPolicy G new).
  { intros n h Hn. specialize (Hs n h Hn). specialize (Ho n h Hn).
    unfold admissible in *. destruct (chance G h).
    - intros a Ha. rewrite (Hs a Ha). apply Ho, Ha.
    - apply (proj1 Hs). }
  assert (Hc : covers G old new).
  { intros n h a Hn Ha Z. specialize (Hs n h Hn). destruct (chance G h).
    - rewrite (Hs a Ha). exact Z.
    - apply (proj1 Hs); assumption. }
  split; [exact Hnew|]. split; [exact Hc|].
  apply (D12_no_history_loses G eps); try assumption.
  intros n h Hn. pose proof (policy_dist G old n h HG Ho Hn) as Hd.
  specialize (Hs n h Hn). destruct (chance G h).
  - apply Req_le. apply mean_ext. intros a Ha. rewrite (Hs a Ha). reflexivity.
  - apply (proj2 Hs). split; [exact Hd|]. trivial.
Qed.
